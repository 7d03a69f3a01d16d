// What ical.js finds in a calendar: node read_calendar.cjs ical.cjs < calendar.ics prints a JSON list of events.
const ICAL = require(process.argv[2]);
const calendar = new ICAL.Component(ICAL.parse(require("node:fs").readFileSync(0, "utf8")));

const found = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    summary: event.summary,
    starts: event.startDate.toUnixTime(),
    ends: event.endDate.toUnixTime(),
    location: event.location,
    description: event.description,
    zone: event.startDate.zone.tzid,
  };
});
process.stdout.write(JSON.stringify(found));
