"""Somebody with everything public tries to tell risk classes (protocol section 9), measured.

Six confidential draws by class over the same hundred and twenty enterprises; all results are
published by the platform's own job. Of two enterprises drawn together nothing public tells which has
the higher risk. That a class with a higher ratio is drawn more often cannot be hidden while results
are published; that is measured beside it, and is no more than a lottery with these ratios gives away.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from random import Random  # noqa: TID251 - the attacker's own chance, from fixed seeds
from statistics import mean, pstdev

import pytest
from county import County
from django.test import Client
from django.urls import reverse
from matching_case import drawn
from publication_case import reviewed
from task_station import approved_task, make_inspectors, make_line, make_objects

from mingcha.orgs.models import Parameter
from mingcha.publication.jobs import publish_due_results
from mingcha.registers.models import InspectionObject, RiskClass
from mingcha.tasks.models import ObjectTask, Task

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=["default", "progress"])]

DRAWS, SHOPS, SHUFFLES = 6, 120, 300
RATIOS = {"A": "5%", "B": "10%", "C": "30%", "D": "60%"}
CHANCE = 4.5
"""So many standard deviations from what shuffled classes give are no chance (7 in a million)."""
Scores = Mapping[str, float]


def level_of(code: str) -> str:
    """Half A, then B, C and D, apart from everything that can be seen of an enterprise."""
    return "AAAAABBBCD"[int(sha256(f"class {code}".encode()).hexdigest(), 16) % 10]


@pytest.fixture
def levels(county: County) -> dict[str, str]:
    Parameter.objects.create(key="exclusion.inspected_this_year", value=False)
    Parameter.objects.create(
        key="cap.visits_per_year", value=dict.fromkeys("ABCD", DRAWS + 1), region=county.region
    )
    make_inspectors(county.market, 12)
    found = {each.code: level_of(each.code) for each in make_objects(county, SHOPS)}
    for code, level in found.items():
        InspectionObject.objects.filter(code=code).update(risk_level=level)
        RiskClass.objects.filter(object__code=code).update(level=level)
    return found


@pytest.fixture
def seen(county: County, levels: dict[str, str]) -> list[dict[str, dict[str, float]]]:
    """What the public sees of each draw's results: the measures of each enterprise by its code."""
    return [look(hold(county)) for _ in range(DRAWS)]


def hold(county: County) -> Task:
    """Hold a confidential draw by class, inspect whoever is drawn, and publish by the job."""
    task = approved_task(county, make_line(county, RATIOS), disclosing="confidential")
    case = drawn(county, task)
    rows = ObjectTask.objects.filter(task=case.task).select_related("object").order_by("pk")
    for row in rows:
        bad = int(sha256(f"found {row.object.code}".encode()).hexdigest(), 16) % 3 == 0
        reviewed(county, row, "rectified" if bad else "no_problem")
    publish_due_results.func(job_key="attack", publisher=county.lead.pk)
    Task.objects.filter(pk=task.pk).update(state="done")
    return case.task


def look(task: Task) -> dict[str, dict[str, float]]:
    """Ask the portal and the API as anybody may."""
    public = Client()
    found: dict[str, dict[str, float]] = {}
    answer = public.get("/api/v1/results", {"task": task.number, "limit": 100}).json()
    assert answer["total"] == len(answer["entries"]) == task.object_tasks.count()
    times = sorted({entry["published_at"] for entry in answer["entries"]})
    for place, entry in enumerate(answer["entries"]):
        whole = public.get(f"/api/v1/results/{entry['key']}").json()
        page = public.get(reverse("public-result", args=[entry["key"]]))
        assert page.status_code == 200
        found[entry["object_code"]] = {
            "place in the list": place,
            "time of publishing": times.index(entry["published_at"]),
            "length of the result": len(json.dumps(whole)),
            "length of the page": len(page.content),
            "code": int(entry["object_code"][-8:]),
            "digest": int(whole["digest"][:12], 16),
        }
    return found


def advantage(draws: Iterable[Scores], risky: Mapping[str, bool]) -> float:
    """Return how often the riskier of two that were seen together has the higher score (AUC)."""
    won = pairs = 0.0
    for scores in draws:
        high = [score for code, score in scores.items() if risky[code]]
        low = [score for code, score in scores.items() if not risky[code]]
        won += sum((a > b) + (a == b) / 2 for a in high for b in low)
        pairs += len(high) * len(low)
    return won / pairs


def deviations(found: float, by_chance: Sequence[float]) -> float:
    return abs(found - mean(by_chance)) / pstdev(by_chance)


def shuffled(draws: list[Scores], risky: Mapping[str, bool]) -> list[float]:
    """Return the advantage where the classes of those who were drawn together are dealt anew."""
    random, dealt = Random(7), []
    for _ in range(SHUFFLES):
        again = []
        for scores in draws:
            values = list(scores.values())
            random.shuffle(values)
            again.append(dict(zip(scores, values, strict=True)))
        dealt.append(advantage(again, risky))
    return dealt


def test_an_attacker_tells_no_more_than_the_ratios_do(levels, seen):
    risky = {code: level in "CD" for code, level in levels.items()}
    nothing_public_tells_the_riskier_of_two_that_were_drawn(seen, risky)
    a_leak_would_have_been_found(seen, risky, levels)
    how_often_somebody_was_drawn_is_a_lottery(seen, risky, levels)


def nothing_public_tells_the_riskier_of_two_that_were_drawn(seen, risky) -> None:
    for measure in next(iter(seen[0].values())):
        draws = [{code: of[measure] for code, of in draw.items()} for draw in seen]
        by_chance = shuffled(draws, risky)
        if pstdev(by_chance) == 0:
            continue  # the measure is the same for all
        found = advantage(draws, risky)
        assert deviations(found, by_chance) < CHANCE, f"{measure}: {found:.3f}"
        print(f"{measure}: AUC {found:.2f}, {deviations(found, by_chance):.1f} deviations")


def a_leak_would_have_been_found(seen, risky, levels) -> None:
    in_strata = [
        {code: float(place) for place, code in enumerate(sorted(draw, key=levels.__getitem__))}
        for draw in seen
    ]
    assert deviations(advantage(in_strata, risky), shuffled(in_strata, risky)) > CHANCE


def how_often_somebody_was_drawn_is_a_lottery(seen, risky, levels) -> None:
    times = {code: float(sum(code in draw for draw in seen)) for code in levels}
    sizes = [_sizes(draw, levels) for draw in seen]
    lotteries = [advantage([_lottery(Random(seed), levels, sizes)], risky) for seed in range(200)]
    found = advantage([times], risky)
    assert deviations(found, lotteries) < CHANCE
    print(
        f"drawn in {DRAWS} draws: AUC {found:.2f}, a lottery of these sizes {mean(lotteries):.2f}"
    )


def _sizes(draw: Iterable[str], levels: Mapping[str, str]) -> dict[str, int]:
    sizes: dict[str, int] = defaultdict(int)
    for code in draw:
        sizes[levels[code]] += 1
    return sizes


def _lottery(
    random: Random, levels: Mapping[str, str], sizes: list[dict[str, int]]
) -> dict[str, float]:
    times = dict.fromkeys(levels, 0.0)
    for of_draw in sizes:
        for level, size in of_draw.items():
            members = sorted(code for code, of in levels.items() if of == level)
            for code in random.sample(members, size):
                times[code] += 1
    return times
