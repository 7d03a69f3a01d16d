"""A portal in which every kind of page has something to show. Things are made when first asked for."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from directions.models import Direction, DirectionLink, Outcome, Stage
from feedback import answering, replying, reviewing
from feedback.models import SavedFilter
from feedback.reviewing import Kept, Step, Written
from groups import joining
from groups.models import Group, GroupLink, JoinState
from groups.outcomes import ChosenOutcome
from groups.reconsidering import reconsider
from notices.models import Follow
from portal.models import Page
from proposals import deciding
from proposals.models import Outcome as Decided
from proposals.models import Proposal
from tests.access.things import THINGS
from tests.cast import World
from tests.factories.attachments import PDF, attach
from tests.factories.directions import make_direction, make_past_stage, make_stage
from tests.factories.feedback import make_answer, make_draft, make_post, make_receipt, make_shared
from tests.factories.groups import make_group, seat
from tests.factories.meetings import make_meeting
from tests.factories.notices import make_notice
from tests.factories.people import make_person
from tests.factories.proposals import afresh, decide, make_decided, make_prepared, prepare
from tests.factories.workshops import make_note, make_participant, make_theme, make_workshop
from ui.dates import now, today
from workshops.models import State, Workshop

ENDED: dict[str, Any] = {"started_on": date(2019, 1, 7), "ended_on": date(2021, 6, 4)}


def _handed_over(world: World) -> Direction:
    direction = make_direction(
        "Lära i jobbet",
        **ENDED,
        ending="handed_over",
        handed_over_to="HR-avdelningen",
        closing_words="Utbildningarna lever vidare.",
    )
    DirectionLink.objects.create(earlier=direction, later=world.direction, kind="continues")
    make_stage(direction, starts_on=ENDED["started_on"], ends_on=ENDED["ended_on"])
    return direction


def _succeeded_group(world: World) -> Group:
    group = make_group("Matsvinn", direction=world.direction, **ENDED, closing_words="Vi vägde allt.")
    GroupLink.objects.create(earlier=group, later=world.group, kind="continues")
    return group


def _full_group(world: World) -> Group:
    group = make_group("Sista platsen", direction=world.direction, seats=1, charter="Prova **en** sak.")
    seat(world.outsider, group)
    return group


def _late_post(world: World) -> Model:
    """What somebody told three weeks ago, and nobody has read."""
    three_weeks_ago = now() - timedelta(days=21)
    return make_post(
        world.employee, group=world.group, direction=world.direction, completed_at=three_weeks_ago
    )


def _travelled_post(world: World) -> Model:
    """A late question: read and drafted at the storgrupp, answered by the steering group, replied to."""
    three_weeks_ago = now() - timedelta(days=21)
    receipt = make_receipt(world.member, world.storgrupp, group=world.group, completed_at=three_weeks_ago)
    post = receipt.feedback
    answering.acknowledge(receipt, by=world.convener)
    make_answer(receipt, world.convener, "Inte klart **än**.")
    make_answer(post.receipts.get(body=world.steering_group), world.steering_member, publishes=True)
    replying.reply(post, "Hos oss också.", by=world.outsider)
    return post


def _cook_put_forward(world: World) -> Model:
    """Somebody without e-mail, so that there is a notice to print."""
    cook = make_person("Kalle Kock", email=None, manager=world.manager)
    return joining.put_forward(world.group, cook, by=world.manager, word="Kan allt om köer.")


def _not_now(world: World) -> Model:
    request = joining.wish(make_group("Laga först", direction=world.direction), world.employee)
    joining.close(request, JoinState.NOT_NOW, by=world.manager, reason="Vi är två för lite till jul.")
    return request


def _overdue_stage(world: World) -> Stage:
    return make_past_stage(make_direction("Trygga platser"), title="Ljus", aim="Se vad ljus gör.")


def _decided_stage(world: World) -> Stage:
    """Presented, heard and reconsidered: one group ended, one goes on, and the members are asked along."""
    direction = make_direction("Ledarskap i vardagen")
    group = make_group("Morgonmötet", direction=direction)
    seat(world.member, group)
    stage = make_past_stage(direction, title="Möten", aim="Färre möten.")
    for body, said in ((world.storgrupp, "**Fortsätt** så."), (world.steering_group, "")):
        words = {"material": "- Tre möten bort\n- Ett kvar", "said": said}
        stage.presentations.create(body=body, on=today(), planned_by=world.convener, **words)
    after = Group(kind="working_group", name="Förmiddagen", summary="Vad händer sedan?")
    outcome = ChosenOutcome(Outcome.START_NEW, "Frågan växte.", "Vi lärde oss *mycket*.", successor=after)
    whole = ChosenOutcome(Outcome.CONTINUE, "Det bär.", "Att fråga först.")
    reconsider(stage, whole, {group.pk: outcome}, by=world.coordinator)
    return stage


def _asked_along(world: World) -> Model:
    return world.member.join_requests.get(state=JoinState.ASKED_ALONG)


def _linked_group(world: World) -> Model:
    GroupLink.objects.create(earlier=make_group("Förr"), later=world.foreign_group, kind="continues")
    return world.foreign_group


def _prepared_proposal(world: World) -> Proposal:
    """With a talk and somebody who thinks otherwise."""
    proposal = make_prepared(world.convener, world.group, world.storgrupp_member)
    deciding.note_dialogue(proposal, "De frågade **varför**.", on=today(), by=world.storgrupp_member)
    deciding.record_dissent(proposal, world.storgrupp_member, "Hellre inte.", by=world.coordinator)
    return proposal


def _proposal_with_a_history(world: World) -> Proposal:
    """Sent back once, reworked, approved, and followed up."""
    who = (world.convener, world.group, world.storgrupp_member, world.director)
    proposal = make_decided(*who, Decided.SENT_BACK, text="Alla verktyg.", effects="Lite pengar.")
    proposal.write(seen=0, text="- Alla verktyg\n- utom skruvmejslar", by=world.convener)
    deciding.hand_in(proposal, by=world.convener)
    proposal = decide(prepare(afresh(proposal), world.storgrupp_member), world.director)
    deciding.follow_up(proposal, "Hyllorna är **uppe**.", by=world.coordinator)
    return afresh(proposal)


def _workshop(world: World, state: State, **fields: Any) -> Workshop:
    """One in which the member takes part, with notes and two themes."""
    question = f"Vad ska vi sluta göra? ({state})"
    workshop = make_workshop(
        state=state, question=question, intro="Skriv **en** sak på varje lapp.", **fields
    )
    member = make_participant(workshop, world.member)
    for text in ("Sluta svara alla.", "Rapporten om rapporterna"):
        make_note(workshop, text, participant=member, is_signed=True)
    first, _second = make_theme(workshop, "Dubbelt arbete", marks=3), make_theme(workshop, "Möten", marks=1)
    if state == State.MARKING:
        member.marks.create(theme=first, slot=1)
    return workshop


def _notices(world: World) -> Model:
    """Read and unread, long and short; and one whose mail is in doubt."""
    make_notice(
        world.member, "Amir Medarbetare vill vara med i Lunch med eleverna. " * 3, topic="Mat för framtiden"
    )
    make_notice(world.member, "Gruppen träffas på tisdag.", read_at=now(), kind="group")
    return make_notice(world.convener, mail="uncertain", kind="group")


def _follow(world: World) -> Model:
    Follow.objects.begin(world.foreign_group, by=world.member)
    Follow.objects.begin(world.direction, by=world.member)
    return world.group


def _draft_with_files(world: World) -> Model:
    draft = make_draft(world.member, group=world.group, title="Vägning, vecka 41–45")
    for name in ("kalkyl.xlsx", "bild.jpg"):
        attach(draft, world.member, name)
    return draft


def _meeting_with_files(world: World) -> Model:
    meeting = make_meeting(world.group, world.convener, title="Vägningen", notes="Vi vägde.")
    attach(meeting, world.convener, "En ganska lång rubrik på ett protokoll från vägningen.pdf", content=PDF)
    return meeting


def _drafted_post(world: World) -> Model:
    """One that a coordinator looks after, with a draft of the answer and a note."""
    post = make_post(world.employee, direction=world.direction, kind="question")
    kept = Kept("Fråga **köket** först.", world.coordinator, seen=0)
    written = Written("Vi prövar i tre kök.", publishes=False, seen=0)
    reviewing.carry_out(post, Step(written=written, kept=kept), by=world.coordinator)
    return post


MORE: dict[str, Callable[[World], Model]] = {
    "handed over": _handed_over,
    "notice": _notices,
    "follow": _follow,
    "overdue stage": _overdue_stage,
    "overdue direction": lambda world: Direction.objects.get(title="Trygga platser"),
    "decided stage": _decided_stage,
    "asked along": _asked_along,
    "linked group": _linked_group,
    "succeeded group": _succeeded_group,
    "full group": _full_group,
    "cook put forward": _cook_put_forward,
    "not now": _not_now,
    "late post": _late_post,
    "travelled post": _travelled_post,
    "prepared proposal": _prepared_proposal,
    "proposal with a history": _proposal_with_a_history,
    "answered post": lambda world: make_shared(world.member, world.coordinator, group=world.group),
    "drafted post": _drafted_post,
    "coordinator's view": lambda world: SavedFilter.objects.keep("Idéer", "kind=idea", by=world.coordinator),
    "coordinator's post": lambda world: make_post(world.coordinator, direction=world.direction),
    "member's draft": THINGS["group's draft"],
    "draft with files": _draft_with_files,
    "meeting with files": _meeting_with_files,
    "ledarforum": lambda world: world.ledarforum,
    "storgrupp": lambda world: world.storgrupp,
    "steering group": lambda world: world.steering_group,
    "planned workshop": lambda world: _workshop(world, State.PLANNED),
    "workshop to run": lambda world: _workshop(world, State.OPEN),
    "marked workshop": lambda world: _workshop(world, State.MARKING, allowance=1),
    "left workshop": lambda world: _workshop(world, State.CLOSED),
    "moved page": lambda world: Page.objects.create(
        title="Projektplan", slug="projektplan", text="Så började det.", moved_to="/directions/"
    ),
}


class Scene:
    """The standing world, with what stands on its pages."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._made: dict[str, Model] = {}

    def the(self, thing: str) -> Model:
        if thing not in self._made:
            make = MORE.get(thing) or THINGS[thing]
            self._made[thing] = make(self.world)
        return self._made[thing]
