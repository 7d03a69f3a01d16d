"""The standing cast: one small organisation that most tests share, with somebody in every role."""

from dataclasses import dataclass

from directions.models import Direction, Stage
from groups.kinds import KindCode
from groups.models import Group, Role
from people.models import Person, Unit
from tests.factories.directions import make_direction, make_stage
from tests.factories.groups import make_group, seat
from tests.factories.people import make_manager, make_person, make_unit


@dataclass
class World:
    unit: Unit
    direction: Direction
    stage: Stage
    group: Group  # a working group with free seats
    foreign_group: Group  # another one, where nobody of the cast but its convener sits
    storgrupp: Group
    coordination_group: Group
    steering_group: Group
    ledarforum: Group

    employee: Person  # in no group; her manager is `manager`
    manager: Person  # in no group
    member: Person  # an employee in `group`
    convener: Person  # of `group`
    coordinator: Person
    communicator: Person
    storgrupp_member: Person
    steering_member: Person
    director: Person
    administrator: Person
    outsider: Person  # convener of `foreign_group`
    suspended: Person  # sat in the coordination group, and no longer works here


def make_world() -> World:
    unit = make_unit("Skolrestauranger", parent=make_unit("Serviceförvaltningen"))
    direction = make_direction("Mat för framtiden")
    bodies = {
        "storgrupp": make_group("Storgruppen", kind=KindCode.STORGRUPP),
        "coordination_group": make_group("Samordningsgruppen", kind=KindCode.COORDINATION_GROUP),
        "steering_group": make_group("Styrgruppen", kind=KindCode.STEERING_GROUP),
        "ledarforum": make_group("Ledarforum", kind=KindCode.LEADERSHIP_FORUM),
    }
    manager = make_manager("Karin Chef", unit=unit)
    world = World(
        unit=unit,
        direction=direction,
        stage=make_stage(direction),
        group=make_group("Lunch med eleverna", direction=direction, seats=9),
        foreign_group=make_group("Köket som klassrum", direction=direction, seats=9),
        **bodies,
        employee=make_person("Amir Medarbetare", unit=unit, manager=manager),
        manager=manager,
        member=make_person("Hanna Medlem", unit=unit, manager=manager),
        convener=make_manager("Karin Sammankallande", unit=unit),
        coordinator=make_person("Goran Samordnare", unit=unit),
        communicator=make_person("Lena Kommunikatör", unit=unit),
        storgrupp_member=make_manager("Mats Storgrupp", unit=unit),
        steering_member=make_manager("Jasna Styrgrupp", unit=unit),
        director=make_manager("Ingrid Direktör"),
        administrator=make_person("Linh Administratör", is_administrator=True),
        outsider=make_manager("Petra Utifrån", unit=unit),
        suspended=make_person("Sune Slutat", is_active=False),
    )
    _seat_everybody(world)
    return world


def _seat_everybody(world: World) -> None:
    seat(world.convener, world.group, Role.CONVENER)
    seat(world.member, world.group)
    seat(world.outsider, world.foreign_group, Role.CONVENER)
    seat(world.coordinator, world.coordination_group, seat=1, background="drift")
    seat(world.suspended, world.coordination_group, seat=2, background="lokalvård")
    seat(world.communicator, world.coordination_group, Role.COMMUNICATOR, seat=4)
    seat(world.storgrupp_member, world.storgrupp)
    seat(world.steering_member, world.steering_group)
    seat(world.director, world.steering_group, Role.CHAIR)
