"""Who comes after the draw follows from the log alone, and the verifier demands it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw.departures import Begun, DirectAssignment, StaffDeparture, StaffReason
from mingcha.core.draw.log import EntryType, Record
from mingcha.core.draw.replacement import Reason, Replacement
from mingcha.core.draw.succession import Succession
from mingcha.core.errors import Refusal

if TYPE_CHECKING:
    from conftest import Bundle

EVIDENCE = "ee" * 32


class Story:
    """A village's log after its draw, and the succession that goes with it."""

    def __init__(self, files: Bundle) -> None:
        self.files = files
        inputs = files.inputs()
        self.draw = files.conduct()
        self.succession = Succession(inputs.plan, inputs.registers, self.draw)
        self.records = files.records()
        result = [line.split("\t") for line in files.lines("result.tsv")]
        self.reserve = [row[3] for row in result if row[5] == "R"]

    @property
    def teams(self) -> dict[tuple[str, int], str]:
        return self.draw.assignment.placements

    @property
    def busy(self) -> str:
        """An inspector with something to do, of the slot that comes first."""
        return next(iter(self.teams.values()))

    def tell(self, body: Any) -> Record:
        self.records = self.files.log_on(self.records, [(EntryType.REPLACE, body)])
        self.succession.take(self.records[-1])
        return self.records[-1]

    def replaced(self, body: Any) -> list[Any]:
        """Tell a departure and who comes, as the rules say."""
        self.tell(body)
        assert self.succession.awaited is not None
        placed = self.succession.awaited
        self.tell(placed.as_json())
        assert self.succession.awaited is None
        return list(placed.slots)

    def fault(self, body: Any, *, is_kept: bool = False) -> str:
        before = self.records
        with pytest.raises(Refusal) as refusal:
            self.tell(body)
        self.records = self.records if is_kept else before
        return refusal.value.message

    def faults_of_the_bundle(self) -> dict[str, str]:
        self.files.write_log(self.records)
        return self.files.faults()


@pytest.fixture
def story(village: Bundle) -> Story:
    return Story(village)


def officer_leaves(iid: str, object_id: str = "", **changes: Any) -> Any:
    reason = StaffReason.RECUSAL if object_id else StaffReason.LEAVE
    return StaffDeparture(iid, object_id, reason, EVIDENCE, "U2", "U9").as_json() | changes


def object_leaves(object_id: str, successor: str, **changes: Any) -> Any:
    body = Replacement("MAIN", object_id, Reason.CLOSED, EVIDENCE, "U2", "U9", successor)
    return body.as_json() | changes


def test_who_is_recused_is_replaced_and_never_comes_back_to_that_object(story: Story) -> None:
    (object_id, j), iid = next(iter(story.teams.items()))
    assert iid not in story.succession.could_come(object_id, j)
    placed = story.replaced(officer_leaves(iid, object_id))
    assert (object_id, j) in {(one.id, one.j) for one in placed}
    assert iid not in {who for (o, _), who in story.teams.items() if o == object_id}
    for one in placed:
        assert story.teams.get((one.id, one.j), "") == one.iid
    assert story.faults_of_the_bundle() == {}


def test_who_leaves_for_good_leaves_every_team(story: Story) -> None:
    iid = story.busy
    story.replaced(officer_leaves(iid))
    assert iid not in story.teams.values()
    assert story.faults_of_the_bundle() == {}


def test_an_object_s_place_goes_to_the_next_in_reserve(story: Story) -> None:
    leaving = next(iter(story.teams))[0]
    following = story.succession.next_object("MAIN", leaving)
    expected = following.id if following else ""
    assert expected == story.reserve[0]
    placed = story.replaced(object_leaves(leaving, expected))
    assert {one.id for one in placed} >= {expected}
    assert leaving not in {o for o, _ in story.teams}
    assert story.faults_of_the_bundle() == {}


def test_where_the_reserve_is_used_up_nobody_is_placed(story: Story) -> None:
    left = set()
    while story.succession.next_object("MAIN", next(iter(story.teams))[0]):
        leaving = next(iter(story.teams))[0]
        left.add(leaving)
        row = story.succession.next_object("MAIN", leaving)
        assert row is not None
        story.replaced(object_leaves(leaving, row.id))
    story.tell(object_leaves(next(iter(story.teams))[0], ""))
    assert story.succession.awaited is None
    assert story.faults_of_the_bundle() == {}


def test_somebody_else_than_the_lot_placed_is_found_out(story: Story) -> None:
    (object_id, _), iid = next(iter(story.teams.items()))
    story.tell(officer_leaves(iid, object_id))
    assert story.succession.awaited is not None
    right = story.succession.awaited.as_json()
    wrong = right | {"slots": [slot | {"iid": iid} for slot in right["slots"]]}
    assert "按规程算出的补位不同" in story.fault(wrong, is_kept=True)
    assert "按规程算出的补位不同" in story.faults_of_the_bundle()["log"]


def test_a_departure_without_who_comes_is_found_out(story: Story) -> None:
    story.tell(officer_leaves(story.busy))
    assert "没有记录由谁补位" in story.faults_of_the_bundle()["log"]


def test_nobody_is_placed_where_nobody_left(story: Story) -> None:
    assert "没有席位要补" in story.fault({"of": 9, "slots": []})


def test_a_reserve_out_of_order_is_found_out(story: Story) -> None:
    leaving = next(iter(story.teams))[0]
    assert "备选次序" in story.fault(object_leaves(leaving, ""))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"iid": "nobody"}, "名录里没有"),
        ({"confirmed_by": "U9"}, "须另有一人"),
        ({"id": "Z9", "reason": "recusal"}, "没有可以退出的席位"),
    ],
)
def test_an_inspector_leaves_by_the_rules(story: Story, changes: Any, why: str) -> None:
    assert why in story.fault(officer_leaves(story.busy) | changes)


def test_who_has_left_for_good_does_not_leave_again(story: Story) -> None:
    iid = story.busy
    story.replaced(officer_leaves(iid))
    assert "没有可以退出的席位" in story.fault(officer_leaves(iid))


def test_a_team_whose_inspection_has_begun_stays(story: Story) -> None:
    object_id = next(iter(story.teams))[0]
    team = {slot: iid for slot, iid in story.teams.items() if slot[0] == object_id}
    story.tell(Begun((object_id,)).as_json())
    assert object_id not in story.succession.in_the_lot
    assert story.succession.in_the_lot
    assert not any(slot[0] == object_id for slot in story.teams)
    assert story.succession.could_come(object_id, 0) == []
    iid = next(iter(team.values()))
    assert "检查已经开始" in story.fault(officer_leaves(iid, object_id))
    assert "没有检查组" in story.fault(Begun((object_id,)).as_json())


def test_an_object_may_leave_after_its_team_has_come_to_its_door(story: Story) -> None:
    object_id = next(iter(story.teams))[0]
    capacity = list(story.draw.assignment.board.capacity)
    story.tell(Begun((object_id,)).as_json())
    assert story.draw.assignment.board.capacity != capacity
    story.replaced(object_leaves(object_id, story.reserve[0]))
    assert story.draw.assignment.board.capacity == capacity
    assert story.faults_of_the_bundle() == {}


def test_who_has_left_for_good_gets_no_place_back(story: Story) -> None:
    teams = story.teams
    iid = next(
        who for who in teams.values() if len({o for (o, _), one in teams.items() if one == who}) > 1
    )
    begun = next(o for (o, _), who in teams.items() if who == iid)
    story.tell(Begun((begun,)).as_json())
    story.replaced(officer_leaves(iid))
    story.replaced(object_leaves(begun, story.reserve[0]))
    number = story.draw.assignment.board.roster.numbers()[iid]
    assert story.draw.assignment.board.capacity[number] == 0


def assigned(object_id: str, j: int, iid: str) -> Any:
    return DirectAssignment(object_id, j, iid, "条例第九条", "U9").as_json()


def test_a_place_given_by_decision_lies_no_more_in_the_lot(story: Story) -> None:
    (object_id, j), iid = next(iter(story.teams.items()))
    story.tell(assigned(object_id, j, ""))
    assert (object_id, j) not in story.teams
    other = next(
        who
        for who in story.draw.assignment.loads
        if who not in {one for (o, _), one in story.teams.items() if o == object_id}
    )
    story.tell(assigned(object_id, j, other))
    assert "已在" in story.fault(assigned(object_id, j + 1, other))
    story.tell(assigned(object_id, j, iid))
    number = story.draw.assignment.board.roster.numbers()
    spare = story.draw.assignment.board.capacity
    lines = {line.split("\t")[0]: line.split("\t") for line in story.files.lines("inspectors.tsv")}
    assert spare[number[other]] == int(lines[other][4])
    assert spare[number[iid]] == int(lines[iid][4]) - 1
    assert story.faults_of_the_bundle() == {}


def test_where_nobody_is_drawn_every_place_is_given_by_decision(undrawn_village: Bundle) -> None:
    undrawn_village.edit("plan.json", lambda plan: plan["assignment"].update(slots=[], fallback=[]))
    undrawn_village.draw()
    story = Story(undrawn_village)
    assert story.teams == {}
    drawn = undrawn_village.lines("result.tsv")[0].split("\t")[3]
    story.tell(assigned(drawn, 0, ""))
    story.tell(assigned(drawn, 0, "I01"))
    assert "已在" in story.fault(assigned(drawn, 1, "I01"))
    story.replaced(object_leaves(drawn, story.reserve[0]))
    assert story.faults_of_the_bundle() == {}


def test_only_a_slot_of_the_draw_is_given_to_a_known_inspector(story: Story) -> None:
    (object_id, _), _ = next(iter(story.teams.items()))
    assert "没有第 9 个席位" in story.fault(assigned(object_id, 9, ""))
    assert "名录里没有" in story.fault(assigned(object_id, 0, "nobody"))
    team = [who for (o, _), who in story.teams.items() if o == object_id]
    assert "已在" in story.fault(assigned(object_id, 0, team[1]))
