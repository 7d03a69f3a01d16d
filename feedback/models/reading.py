"""Who reads what has been sent upward but not yet shared with everybody."""

from groups.rules import is_communicator, is_coordinator, sits_in_steering_group, sits_in_storgrupp

# A person's own feedback goes to the coordination group.
reads_what_people_send = is_coordinator | is_communicator

# Groups' feedback goes to the storgrupp and the steering group, and the coordination group leads the work.
reads_what_groups_send = reads_what_people_send | sits_in_storgrupp | sits_in_steering_group
