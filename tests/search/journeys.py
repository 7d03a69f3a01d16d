"""Every verb there is, played: each journey yields its acts one by one, for `test_every_verb.py` to do them.

What a journey makes between two acts it makes with the factories, who record none.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from accessibility import reporting
from briefings.models import Briefing
from directions import editing as direction_editing
from directions.lifespan import Ending
from directions.lineage import LinkKind
from directions.models import Direction, DirectionLink, Outcome, Plan, Stage
from directions.staging import change_stage, open_stage
from feedback import answering, assigning, correcting, replying, writing
from files import attaching
from files.judging import judge
from groups import appointing, backgrounds, joining, presenting, reconsidering
from groups import editing as group_editing
from groups.hourly_jobs import pass_on_lapsed_offers
from groups.models import Background, Group, GroupLink, JoinRequest, JoinState, Meeting, Role
from groups.outcomes import ChosenOutcome
from identity import break_glass, factors, second_factor
from identity.door import Identity, let_in
from identity.models import OneTimeLink
from notices import mail_in_doubt
from notices.models import MailState, Notice
from people import directory, sign_in, units
from people.events import Source
from people.models import Person, Unit
from portal.models import Page
from proposals import deciding, proposing
from proposals.models import Outcome as Decided
from river.models import CalendarKey
from search.models import Synonym
from tests.access.directory_things import held_change, refusal
from tests.access.makers import full_group, manager_in_line
from tests.cast import World
from tests.factories.accessibility import make_report, make_shortcoming, make_statement
from tests.factories.attachments import attach, chosen
from tests.factories.briefings import make_briefing
from tests.factories.directions import make_direction, make_past_stage
from tests.factories.feedback import make_draft, make_post, make_receipt, review
from tests.factories.groups import make_group, seat
from tests.factories.meetings import make_held_meeting
from tests.factories.notices import make_notice
from tests.factories.people import make_manager, make_person, make_unit
from tests.factories.proposals import afresh, decide, make_handed_in, make_recommended, prepare
from tests.factories.reconsidering import ENDS, GOES_ON, for_groups
from tests.factories.workshops import make_note, make_participant, make_theme
from ui.dates import now, today
from workshops import grouping
from workshops.models import State, Workshop

Act = Callable[[], object]
Journey = Iterator[Act]


def feedback(world: World) -> Journey:
    by, group = world.convener, world.group
    draft = make_draft(by, group=group, title="Soppa", text="Med rabarber.")
    yield lambda: writing.edit(draft, seen=0, files=[judge(chosen())], by=by, text="Med krusbär.")
    taken = attach(draft, by)
    yield lambda: attaching.take_away(taken, by=by)
    yield lambda: writing.complete(draft, by=by)
    yield lambda: correcting.correct(draft, "Gröt", "Med russin.", "Det var gröt.", seen=1, by=by)
    yield lambda: replying.reply(draft, "Gärna kanel!", by=world.member)
    yield lambda: assigning.assign(draft, world.coordinator, by=world.coordinator)
    row = draft.review
    row.refresh_from_db()
    kept: dict[str, Any] = {"assigned_to": world.coordinator, "seen": row.version, "by": world.coordinator}
    yield lambda: assigning.keep(row, note="Fråga köket.", **kept)
    row.refresh_from_db()
    last: dict[str, Any] = {"note": row.note, "assigned_to": None, "seen": row.version}
    yield lambda: assigning.keep(row, by=world.coordinator, **last)
    yield lambda: answering.acknowledge(draft.review_receipt, by=world.coordinator)
    receipt = make_receipt(by, world.storgrupp, group=group)
    yield lambda: answering.write(receipt, "Utkast", seen=0, publishes=False, by=world.storgrupp_member)
    yield lambda: answering.write(receipt, "Kardemumma.", seen=1, publishes=True, by=world.storgrupp_member)
    other = make_post(by, group=group)
    yield lambda: review(other, world.coordinator, shares=True)
    thrown = make_draft(by, group=group)
    attach(thrown, by)
    yield lambda: writing.discard(thrown, by=by)


def proposals(world: World) -> Journey:
    by, group, preparer = world.convener, world.group, world.storgrupp_member
    words = {"title": "Växthus", "text": "Ett på varje skola.", "why": "Vi odlar."}
    yield lambda: proposing.propose(group=group, files=[judge(chosen())], by=by, **words)
    made = group.proposals.get()
    yield lambda: proposing.edit(made, seen=made.version, by=by, title="Pallkragar")
    yield lambda: deciding.hand_in(made, by=by)
    handed_in = afresh(made)
    yield lambda: prepare(handed_in, preparer, completes=False)
    yield lambda: deciding.note_dialogue(handed_in, "Vi talades vid.", on=today(), by=preparer)
    yield lambda: deciding.record_dissent(handed_in, preparer, "För dyrt.", by=preparer)
    yield lambda: prepare(afresh(made), preparer)
    yield lambda: decide(afresh(made), world.director)
    yield lambda: deciding.follow_up(afresh(made), "Två står.", by=world.director)
    yield lambda: deciding.follow_up(afresh(made), "Alla står.", is_done=True, by=world.director)
    sent_back = make_recommended(by, group, preparer)
    yield lambda: decide(sent_back, world.director, Decided.SENT_BACK)
    withdrawn = make_handed_in(by, group)
    yield lambda: deciding.withdraw(withdrawn, "Nej.", by=by)
    thrown = proposing.propose(group=group, by=by, **words)
    yield lambda: thrown.discard(by=by)


def directions(world: World) -> Journey:
    by, direction = world.coordinator, Direction(title="Vatten åt alla", slug="vatten", purpose="Att dricka.")
    yield lambda: Direction.objects.start(direction, by=by)
    yield lambda: direction_editing.edit(world.direction, by=by, purpose="Mat är mer än soppa.")
    yield lambda: direction_editing.edit(world.direction, by=by, title="Soppa åt alla")
    yield lambda: DirectionLink.objects.link(world.direction, direction, LinkKind.CONTINUES, by=by)
    yield lambda: DirectionLink.objects.get().undo(by=by)
    stage = Stage(direction=direction, aim="Prova.", starts_on=today(), ends_on=today() + timedelta(days=60))
    yield lambda: open_stage(stage, [], by=by)
    yield lambda: change_stage(stage, [], by=by, aim="Prova med is.")
    yield lambda: Plan.objects.revise(text="Vi möts.", what_changed="Allt.", based_on=0, by=by)
    yield lambda: Plan.objects.revise(text="Vi möts ofta.", what_changed="Takten.", based_on=1, by=by)
    course = reconsidering.suggest
    yield lambda: course(world.stage, world.group, ENDS, by=world.convener)
    past = make_past_stage(world.direction)
    yield lambda: reconsidering.reconsider(past, GOES_ON, for_groups(world, group=ENDS), by=by)
    ends: dict[str, Any] = {"closing_words": "Vattnet rinner.", "handed_over_to": "Driften"}
    yield lambda: direction.end(Ending.HANDED_OVER, by=by, **ends)


def groups(world: World) -> Journey:
    by = world.coordinator
    group = Group(kind="working_group", name="Isen", slug="isen", direction=world.direction, summary="Kallt.")
    yield lambda: Group.objects.start(group, by=by)
    yield lambda: group_editing.edit(group, by=by, summary="Mycket kallt.")
    make_held_meeting(world.group, world.convener, agenda="- Köer")
    yield lambda: group_editing.edit(world.group, by=by, name="Soppa med eleverna")
    attach(make_held_meeting(world.group, world.convener), world.convener)
    other = make_direction("Vatten")
    yield lambda: Group.objects.get(pk=world.group.pk).move_to(other, by=by)
    yield lambda: GroupLink.objects.link(world.foreign_group, group, LinkKind.CONTINUES, by=by)
    yield lambda: GroupLink.objects.get().undo(by=by)
    convener = make_manager()
    yield lambda: appointing.appoint_lead(group, convener, Role.CONVENER, by=by)
    yield lambda: appointing.appoint_lead(world.group, world.member, Role.DEPUTY, by=by)
    yield lambda: joining.sign_up(group, world.manager)
    yield lambda: joining.leave(group, world.manager)
    yield lambda: backgrounds.add(["Kök"], by=by)
    yield lambda: backgrounds.rename(Background.objects.get(), "Köket", by=by)
    yield lambda: backgrounds.remove(Background.objects.get(), by=by)
    seat(make_person(), group)
    joining.wish(group, world.employee)
    yield lambda: reconsidering.end_group(
        group, ChosenOutcome(Outcome.END, "Isen smälte.", "Att frysa."), by=by
    )


def ways_in(world: World) -> Journey:
    by, group, employee, manager = world.coordinator, full_group(world), world.employee, world.manager
    last: Callable[[], JoinRequest] = lambda: JoinRequest.objects.latest("pk")  # noqa: E731 - asked when played
    yield lambda: joining.wish(group, employee)
    yield lambda: joining.close(last(), JoinState.NOT_NOW, by=manager, reason="Inte nu.")
    yield lambda: joining.put_forward(group, employee, by=manager)
    yield lambda: joining.welcome(last(), by=by)  # to the waiting list
    yield lambda: joining.leave(group, world.outsider)  # which offers the seat
    JoinRequest.objects.update(offered_until=now() - timedelta(days=1))
    yield pass_on_lapsed_offers
    joining.put_forward(group, employee, by=manager)
    yield lambda: joining.close(last(), JoinState.DECLINED, by=by, reason="Fullt.")
    joining.put_forward(group, employee, by=manager)
    yield lambda: joining.welcome(last(), by=by)
    in_line = manager_in_line(world)
    yield lambda: joining.close(in_line, JoinState.WITHDRAWN, by=in_line.person)
    ends = make_group(direction=world.direction)
    seat(world.member, ends)
    next_one = Group(kind="working_group", name="Nästa grupp", summary="Vad händer sedan?")
    becomes = ChosenOutcome(Outcome.START_NEW, "Vidare.", "Att fråga.", successor=next_one)
    yield lambda: reconsidering.end_group(ends, becomes, by=by)


def meetings(world: World) -> Journey:
    by, group = world.convener, world.group
    begins = now() + timedelta(days=1)
    meeting = Meeting(group=group, starts_at=begins, ends_at=begins + timedelta(hours=1), agenda="- Saft")
    yield lambda: meeting.plan(by=by)
    yield lambda: meeting.plan(by=by, agenda="- Sylt")
    yield lambda: meeting.write_notes("Socker.", seen=meeting.version, completes=False, by=by)
    attach(meeting, by)
    noted = Meeting.objects.get(pk=meeting.pk)
    yield lambda: noted.write_notes("Sockret.", seen=noted.version, completes=True, by=by)
    other = Meeting(group=group, starts_at=begins, ends_at=begins + timedelta(hours=1), agenda="- Lingon")
    other.plan(by=by)
    yield lambda: other.cancel(by=by)
    plan: dict[str, Any] = {"body": world.storgrupp, "on": today(), "material": "Soppan på bild"}
    yield lambda: presenting.plan(world.stage, by=by, **plan)
    shown = world.stage.presentations.get()
    yield lambda: presenting.change(shown, by=by, material="Gröten på bild")
    yield lambda: presenting.record(shown, by=by, said="Mer kanel.")
    yield lambda: presenting.correct(shown, "Mer kardemumma.", "Hörde fel.", seen=1, by=by)


def workshops(world: World) -> Journey:
    by = world.coordinator
    given: dict[str, Any] = {"commissioned_by": "förvaltningschefen", "held_on": today()}
    workshop = Workshop(question="Vad äter vi?", lets_guests_in=True, **given)
    yield lambda: Workshop.objects.plan(workshop, by=by)
    yield lambda: workshop.change(by=by, question="Vad dricker vi?")
    yield lambda: workshop.go_to(State.OPEN, by=by)
    note, guest = make_note(workshop, "Saft."), make_participant(workshop)
    yield lambda: grouping.begin_theme(workshop, "Drycker", by=by)
    theme = workshop.themes.get()
    yield lambda: grouping.place([note], theme, workshop=workshop, by=by)
    yield lambda: grouping.revise(theme, by=by, title="Saft och vatten")
    merged, removed = make_theme(workshop), make_theme(workshop)
    yield lambda: grouping.merge(merged, theme, by=by)
    yield lambda: grouping.remove(removed, by=by)
    yield lambda: guest.shut_out(by=by)
    yield lambda: workshop.go_to(State.MARKING, by=by)
    yield lambda: workshop.go_to(State.CLOSED, by=by)


def people(world: World) -> Journey:
    by: dict[str, Any] = {"by": world.administrator, "source": Source.WEB}
    who = {"name": "Siri Slev", "directory_id": "siri", "unit": world.unit}
    yield lambda: directory.create(**by, **who)
    yield lambda: directory.update(Person.objects.get(name="Siri Slev"), **by, title="Kock")
    yield lambda: held_change(world)
    yield lambda: directory.confirm(world.employee.held_changes.get(), by=world.coordinator)
    held = make_person()
    directory.update(held, **by, is_administrator=True)
    yield lambda: directory.decline(held.held_changes.get(), by=world.coordinator)
    yield lambda: units.keep(Unit(name="Soppköket", key="soppa"), by=world.administrator)
    unit = make_unit("Gröten", parent=world.unit)
    make_person("Sune Sked", unit=unit)
    unit.name = "Grötköket"
    yield lambda: units.keep(unit, by=world.administrator)
    yield lambda: CalendarKey.objects.renew(world.member)
    yield lambda: CalendarKey.objects.renew(world.member)
    yield lambda: CalendarKey.objects.revoke(world.member)
    yield lambda: sign_in.write_down(world.member, way="code")
    yield lambda: let_in(Identity("work", "7", world.member.directory_id, ""))
    yield lambda: refusal(world)
    by, key = world.administrator, {"id": "key"}
    yield lambda: factors.add_passkey(by, "Jobbdatorn", key)
    yield lambda: factors.remove(factors.of(by, factors.Kind.WEBAUTHN)[0], by=by)
    yield lambda: factors.add_app(by, "ABCDEFGH")
    yield lambda: factors.make_codes(by)
    yield lambda: second_factor.confirmed(by, factors.of(by, factors.Kind.TOTP)[0])
    yield lambda: second_factor.write_refusal(by)
    yield lambda: factors.remove(factors.of(by, factors.Kind.TOTP)[0], by=by)
    yield lambda: break_glass.make(by)
    yield lambda: break_glass.use(OneTimeLink.objects.get(), "Jobbdatorn", key)


def the_house(world: World) -> Journey:
    by = world.coordinator
    page = Page.objects.create(slug="sopp", title="Soppa", text="")
    page.title = "Gröt"
    yield lambda: page.revise(by=by)
    yield lambda: make_statement(by)
    yield lambda: make_shortcoming(by)
    yield lambda: make_report()
    report = make_report()
    yield lambda: reporting.handle(report, done="Rättat.", by=by)
    span = {"covers_from": today() - timedelta(days=30), "covers_to": today()}
    briefing = Briefing(title="Nytt", text="Soppa.", **span)
    yield lambda: briefing.begin(by=by)
    yield lambda: briefing.write(seen=briefing.version, by=by, text="Gröt.")
    briefing.refresh_from_db()
    yield lambda: briefing.mark_sent(seen=briefing.version, by=by)
    thrown = make_briefing(by)
    yield lambda: thrown.discard(by=by)
    synonym = Synonym(words="gröt, välling")
    yield lambda: synonym.keep(by=by)
    yield lambda: synonym.take_away(by=by)
    for settled in (mail_in_doubt.send_again, mail_in_doubt.leave_it):
        notice = make_notice(world.member, mail=MailState.UNCERTAIN)
        yield lambda settled=settled, notice=notice: settled(
            Notice.objects.filter(pk=notice.pk), by=world.administrator
        )


JOURNEYS = [feedback, proposals, directions, groups, ways_in, meetings, workshops, people, the_house]
