"""The verification page's script, run by Node: vectors, hashes, strictness, damage, proofs and logs."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from bundle_files import VERIFIER, Bundle, ids_by_status, jcs, run_node

SM3_ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
SM3_16_ABCD = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
SHA_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
SHA_TWO_BLOCKS = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"


# ---- hashes


def test_hashes_give_the_standards_examples() -> None:
    inputs = [b"abc".hex(), b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".hex()]
    assert run_node("hashes", suite="sha256", inputs=inputs) == [SHA_ABC, SHA_TWO_BLOCKS]
    assert run_node("hashes", suite="sm3", inputs=[b"abc".hex(), (b"abcd" * 16).hex()]) == [
        SM3_ABC,
        SM3_16_ABCD,
    ]


@pytest.mark.parametrize("suite", ["sha256", "sm3"])
def test_hashes_agree_with_hashlib_on_every_length(suite: str) -> None:
    if suite not in hashlib.algorithms_available:
        pytest.skip(f"this Python's hashlib has no {suite}")
    made = [hashlib.shake_256(bytes([length])).digest(length) for length in range(201)]
    inputs = [*made, b"\xff" * 1_000_003]
    expected = [hashlib.new(suite, data).hexdigest() for data in inputs]
    assert run_node("hashes", suite=suite, inputs=[data.hex() for data in inputs]) == expected


def test_ticket_of_section_13() -> None:
    ticket = "009c5c6ce07a0914de9b72c5f6154ef1119e5121bccbeece5c6ff66c7d56d4c5"
    text = "745dafbc301616e343c47a1a73fccbf1:9111010503A23CLX9E"
    assert run_node("hashes", suite="sha256", inputs=[text.encode().hex()]) == [ticket]


# ---- vectors


def test_vector_is_recomputed_byte_for_byte(vector: Path, tmp_path: Path) -> None:
    found = run_node("verify", folder=vector, out=tmp_path)
    drawn = ["result.tsv", "assignment.tsv"]
    drawn += ["tickets.tsv"] if (vector / "tickets.tsv").exists() else []
    for name in drawn:
        assert (tmp_path / name).read_bytes() == (vector / name).read_bytes(), name
    failed = {check["name"] for check in found["checks"] if check["status"] == "fail"}
    assert failed == {"files", "transcript"}  # vectors have a summary instead


def test_vector_gives_the_values_of_its_summary(vector: Path) -> None:
    summary = json.loads((vector / "summary.json").read_text("utf-8"))
    transcript = run_node("verify", folder=vector)["transcript"]
    summary["unplaced"].sort()  # the summary counts j as a number, bundle.md sorts texts
    assert summary_of(transcript) == summary


def summary_of(transcript: dict[str, Any]) -> dict[str, Any]:
    strata = [(f["code"], s) for f in transcript["frames"] for s in f.get("strata", [])]
    summary = {
        "plan_hash": transcript["plan_hash"],
        "seed": transcript["seed"],
        "k_obj": transcript["K_OBJ"],
        "k_asg": transcript["K_ASG"],
        "result_root": transcript["result"]["root"],
        "assignment_root": transcript["assignment"]["root"],
        "drawn": {
            f["code"]: f["size"] if "follow" in f else sum(s["k"] for s in f["strata"])
            for f in transcript["frames"]
        },
        "placed": transcript["assignment"]["placed"],
        "unplaced": transcript["assignment"]["unplaced"],
        "thresholds": {
            f"{code}/{s['code']}": {key: s[key] for key in ("N", "k", "reserve", "theta")}
            for code, s in strata
        },
    }
    if "tickets" in transcript:
        summary["tickets_root"] = transcript["tickets"]["root"]
    return summary


def test_shortages_certify_every_unplaced_slot(vector: Path) -> None:
    assignment = run_node("verify", folder=vector)["transcript"]["assignment"]
    capacity = {
        fields[0]: int(fields[4])
        for fields in (
            line.split("\t") for line in (vector / "inspectors.tsv").read_text().splitlines()
        )
    }
    last = max((s["round"] for s in assignment["shortages"]), default=1)
    certified = [s for s in assignment["shortages"] if s["round"] == last]
    for shortage in assignment["shortages"]:
        objects = {label.split(":")[0] for label in shortage["slots"]}
        most = sum(min(capacity[iid], len(objects)) for iid in shortage["inspectors"])
        assert shortage["deficit"] > 0
        assert shortage["deficit"] == len(shortage["slots"]) - shortage["capacity"]
        assert shortage["capacity"] <= most
    if "fallback" not in json.loads((vector / "plan.json").read_text("utf-8"))["assignment"]:
        assert sum(s["deficit"] for s in certified) == len(assignment["unplaced"])


def test_whole_bundle_passes_every_check(vector: Path, tmp_path: Path) -> None:
    checks = Bundle.from_vector(vector, tmp_path / "bundle").checks()
    assert list(checks) == [
        *("files", "plan", "registers", "inspectors", "coi", "entropy"),
        *("result", "tickets", "assignment", "transcript", "sealed", "log"),
    ]
    absent = {name for name, check in checks.items() if check["status"] == "absent"}
    assert absent == {"sealed", "log"} | (set() if vector.name == "confidential" else {"tickets"})
    assert {c["status"] for c in checks.values()} == {"pass", "absent"}


# ---- damage


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def test_every_flipped_byte_is_found_and_its_file_named(vector: Path, tmp_path: Path) -> None:
    bundle = Bundle.from_vector(vector, tmp_path / "bundle")
    flips = [
        (name, flipped(data, at))
        for name, data in bundle.files().items()
        for at in ([0, len(data) // 2, len(data) - 1] if data else [])
    ]
    assert {name for name, _ in flips} >= {"plan.json", "result.tsv", "transcript.json"}
    found = bundle.failures_of([{name: data} for name, data in flips])
    for (name, _), failed in zip(flips, found, strict=True):
        said = jcs([[check["message"], check["difference"]] for check in failed])
        assert failed, name
        assert name in said, said


def test_first_different_line_is_shown(s1: Bundle) -> None:
    lines = s1.lines("result.tsv")
    changed = lines[4].replace(b"\tD", b"\tR", 1)
    data = b"".join(x + b"\n" for x in [*lines[:4], changed, *lines[5:]])
    (s1.folder / "result.tsv").write_bytes(data)
    difference = s1.checks()["result"]["difference"]
    assert difference["where"] == "result.tsv 第 5 行"
    assert difference["expected"] == lines[4].decode()
    assert difference["actual"] == changed.decode()


def test_truncated_result_ends_where_a_line_should_be(s1: Bundle) -> None:
    lines = s1.lines("result.tsv")
    (s1.folder / "result.tsv").write_bytes(b"".join(x + b"\n" for x in lines[:-1]))
    difference = s1.checks()["result"]["difference"]
    assert difference["actual"] == "（文件到此结束）"
    assert difference["expected"] == lines[-1].decode()


@pytest.mark.parametrize(
    "name", ["plan.json", "registers/FIRE.tsv", "coi.tsv", "assignment.tsv", "transcript.json"]
)
def test_missing_file_is_named(s1: Bundle, name: str) -> None:
    (s1.folder / name).unlink()
    assert name in s1.failures()["files"]


def test_checks_that_rest_on_a_failed_one_say_so(s1: Bundle) -> None:
    lines = s1.lines("registers/MAIN.tsv")
    s1.write_lines("registers/MAIN.tsv", lines[1:])
    checks = s1.checks()
    assert checks["registers"]["status"] == "fail"
    assert checks["registers"]["difference"]["where"] == "root"
    blocked = {name for name, check in checks.items() if check["status"] == "blocked"}
    assert blocked == {"result", "assignment", "transcript"}
    assert checks["result"]["needs"] == "registers"


def test_reveal_that_breaks_its_commitment_is_refused(s1: Bundle) -> None:
    path = s1.folder / "entropy.json"
    entropy = json.loads(path.read_text("utf-8"))
    entropy["reveals"][1]["r"] = "ab" * 32
    path.write_text(json.dumps(entropy), "utf-8")
    assert "witness" in s1.failures()["entropy"]


@pytest.mark.parametrize(
    "value",
    [
        "kl8|2026124|02,05,09,11,17,20,23,28,31,36,40,44,47,52,55,61,66,70,73,79",
        "kl8|2026123|05,02,09,11,17,20,23,28,31,36,40,44,47,52,55,61,66,70,73,79",
        "kl8|2026123|02,05,09,11,17,20,23,28,31,36,40,44,47,52,55,61,66,70,73,81",
        "kl8|2026123|02,05,09",
    ],
)
def test_public_numbers_are_those_of_the_plan_and_well_formed(s1: Bundle, value: str) -> None:
    path = s1.folder / "entropy.json"
    entropy = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**entropy, "public": [value]}), "utf-8")
    assert "entropy" in s1.failures()


# ---- plan and inputs


def test_lone_object_drawn_for_certain_must_be_a_census(s1: Bundle) -> None:
    rows = [line.split(b"\t") for line in s1.lines("registers/MAIN.tsv")]
    kept = next(row[0] for row in rows if row[1] == b"D" and row[3] == b"-")
    rows = [row for row in rows if row[1] != b"D" or row[0] == kept]
    s1.write_lines("registers/MAIN.tsv", [b"\t".join(row) for row in rows])
    s1.redraw()
    assert "census" in s1.failures()["plan"]
    s1.plan["frames"][0]["strata"][3]["census"] = True
    s1.redraw()
    assert s1.failures() == {}


PLAN_FAULTS: list[tuple[str, object]] = [
    ("frames.0.code", "../MAIN"),
    ("frames.1.follow", "FIRE"),
    ("frames.1.code", "MAIN"),
    ("frames.0.reserve_bp", 10001),
    ("frames.0.batches", 0),
    ("frames.0.strata", []),
    ("frames.0.strata.0.bp", 2.5),
    ("frames.0.strata.0.extra", 1),
    ("frames.0.strata.0.census", False),
    ("frames.0.strata.1.code", "A"),
    ("frames.0.strata.3.max", 0),
    ("frames.0.register.root", "00"),
    ("entropy.missing_rule", "void"),
    ("entropy.commits.1.party", "organiser"),
    ("entropy.public", ["kl8"]),
    ("assignment.slots.0.frame", "TAX"),
    ("assignment.choices", 5),
    ("assignment.valid_on", "2026-02-30"),
    ("assignment.fallback", [[None]]),
    ("disclosure.sealed", "organiser"),
    ("disclosure.mode", "deferred"),
    ("public_after", "2026-11-20T20:00:00+08:00"),
    ("reveal_by", "2026-11-20 20:00"),
    ("task", 7),
    ("spec", "SSJ-DRAW/2"),
    ("suite", "S3"),
    ("draw_id", "130184/2026"),
]


def altered(plan: dict[str, Any], path: str, value: object) -> bytes:
    changed: Any = copy.deepcopy(plan)
    *keys, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    place = changed
    for key in keys:
        place = place[key]
    place[last] = value
    return json.dumps(changed).encode()


@pytest.fixture(scope="module")
def plan_refusals(made_s1: Bundle) -> dict[str, list[dict[str, Any]]]:
    variants = [{"plan.json": altered(made_s1.plan, *fault)} for fault in PLAN_FAULTS]
    found = made_s1.failures_of(variants)
    return {path: failed for (path, _), failed in zip(PLAN_FAULTS, found, strict=True)}


@pytest.mark.parametrize("path", [path for path, _ in PLAN_FAULTS])
def test_plan_outside_its_schema_is_refused(
    plan_refusals: dict[str, list[dict[str, Any]]], path: str
) -> None:
    failed = {check["name"]: check["message"] for check in plan_refusals[path]}
    assert "plan.json" in failed["plan"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("registers/MAIN.tsv", b"\tA\t", b"\tE\t"),
        ("registers/MAIN.tsv", b"\t-\n", b"\n"),
        ("registers/MAIN.tsv", b"\t130184\t", b"\t13018\t"),
        ("inspectors.tsv", b"I0001\t", b"I0000\t"),
        ("inspectors.tsv", b"metrology,special-equipment", b"special-equipment,metrology"),
        ("inspectors.tsv", b"2028-12-31", b"2028-13-31"),
        ("coi.tsv", b"\tkin\n", b"\tkin \n"),
        ("coi.tsv", b"\tkin\n", b"\tkin\r\n"),
        ("coi.tsv", b"\tkin\n", b"\t\xe4\xba\xb2\n"),
    ],
)
def test_malformed_line_is_refused_even_if_frozen(
    s1: Bundle, name: str, old: bytes, new: bytes
) -> None:
    path = s1.folder / name
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    s1.freeze()
    assert any(f"{name} 第 " in message for message in s1.failures().values())


def test_one_object_twice_in_a_register_is_refused(s1: Bundle) -> None:
    lines = s1.lines("registers/MAIN.tsv")
    s1.write_lines("registers/MAIN.tsv", [*lines, lines[0].replace(b"\tA\t", b"\tB\t")])
    s1.freeze()
    assert "重复" in s1.failures()["registers"]


NOT_STRICT = [
    '{"a":1,"a":2}',
    '{"a":5.0}',
    '{"a":5e0}',
    '{"a":-1}',
    '{"a":-0}',
    '{"a":01}',
    '{"a":9007199254740992}',
    '{"a":NaN}',
    "{'a':1}",
    '{"a":1,}',
    "[1,]",
    '{"a":1}x',
    '{"é":1}',
    '"e\u0301"',
    '"\\ud800"',
    '"\\x41"',
    '"tab\there"',
    '\ufeff{"a":1}',
    '{"a":',
    "",
    "[" * 40 + "]" * 40,
]


@pytest.fixture(scope="module")
def json_answers() -> dict[str, dict[str, str]]:
    encoded = [base64.b64encode(text.encode()).decode() for text in NOT_STRICT]
    return dict(zip(NOT_STRICT, run_node("parse", texts=encoded), strict=True))


@pytest.mark.parametrize("text", NOT_STRICT)
def test_strict_json_refuses(json_answers: dict[str, dict[str, str]], text: str) -> None:
    assert "x.json" in json_answers[text].get("refused", ""), json_answers[text]


def test_strict_json_refuses_bytes_that_are_not_utf8() -> None:
    [answer] = run_node("parse", texts=[base64.b64encode(b'"\xff"').decode()])
    assert "UTF-8" in answer["refused"]


def test_strict_json_reads_white_space_escapes_and_limits() -> None:
    text = ' {"b" : [0, 9007199254740991, true, null, "\\u4e2d\\/\\n\\"é"],\r\n\t"a":{}, "10":[] } '
    [answer] = run_node("parse", texts=[base64.b64encode(text.encode()).decode()])
    assert answer["value"] == '{"10":[],"a":{},"b":[0,9007199254740991,true,null,"中/\\n\\"é"]}'


def test_total_allocation_is_exact_beyond_2_53() -> None:
    weight = 2**53 - 1
    strata = [{"code": code, "w": weight} for code in "ABC"]
    counts = [{"N": 10, "eligible": 10}, {"N": 10, "eligible": 2}, {"N": 10, "eligible": 10}]
    seats = run_node("allocate", frame={"total": 8, "strata": strata}, counts=counts)
    assert seats == [3, 2, 3]


# ---- transcript and sealed modes


def test_transcript_value_that_was_changed_is_found_with_or_without_a_new_digest(
    s1: Bundle,
) -> None:
    path, transcript = s1.folder / "transcript.json", s1.transcript
    transcript["frames"][0]["strata"][1]["k"] += 1
    path.write_text(jcs(transcript), "utf-8")
    assert s1.checks()["transcript"]["difference"]["where"] == "frames[0].strata[1].k"
    transcript = s1.transcript | {"code_version": "mingcha 9"}
    transcript["frames"][0]["strata"][1]["k"] -= 1
    path.write_text(jcs(transcript), "utf-8")
    assert s1.checks()["transcript"]["difference"]["where"] == "digest"


def test_transcript_with_other_white_space_is_refused(s1: Bundle) -> None:
    (s1.folder / "transcript.json").write_text(json.dumps(s1.transcript, indent=1), "utf-8")
    assert "JCS" in s1.failures()["transcript"]


@pytest.mark.parametrize("body", ["null", "[]", "{}", '{"assignment":[]}'])
def test_transcript_of_another_shape_is_refused_quietly(s1: Bundle, body: str) -> None:
    (s1.folder / "transcript.json").write_text(body, "utf-8")
    assert "transcript.json" in s1.failures()["transcript"]


def test_late_changes_are_pointed_out(s1: Bundle) -> None:
    was, now = {"stratum": "D", "excl": "-"}, {"stratum": "A", "excl": "-"}
    change = {"frame": "MAIN", "id": "9113018403ULQTKX3B", "was": was, "now": now}
    body = {k: v for k, v in s1.transcript.items() if k != "digest"} | {"late_changes": [change]}
    body["digest"] = s1.tagged("TRANSCRIPT", jcs(body))
    (s1.folder / "transcript.json").write_text(jcs(body), "utf-8")
    check = s1.checks()["transcript"]
    assert check["status"] == "pass"
    assert "1 户" in check["message"]


def test_sealed_file_is_checked_against_every_register_row(sealed: Bundle) -> None:
    assert sealed.failures() == {}
    assert sealed.checks()["sealed"]["status"] == "pass"
    lines = sealed.lines("registers/FIRE.tsv")
    damaged = lines[7].rsplit(b"\t", 1)[0] + b"\t" + b"0" * 32
    sealed.write_lines("registers/FIRE.tsv", [*lines[:7], damaged, *lines[8:]])
    sealed.redraw()
    failures = sealed.failures()
    assert list(failures) == ["sealed"]
    assert sealed.checks()["sealed"]["difference"]["where"] == "registers/FIRE.tsv 第 8 行"


@pytest.mark.parametrize("key", ["row_secret", "reveal", "digest", "draw_id"])
def test_sealed_file_of_another_draw_is_refused(sealed: Bundle, key: str) -> None:
    path = sealed.folder / "sealed.json"
    content = json.loads(path.read_text("utf-8"))
    others = {"reveal": {"party": "organiser", "r": "cd" * 32}, "draw_id": "130184-2026-0009"}
    content[key] = others.get(key, "cd" * 32)
    if key != "digest":
        body = {k: v for k, v in content.items() if k != "digest"}
        content["digest"] = sealed.tagged("SEALED", jcs(body))
    path.write_text(jcs(content), "utf-8")
    assert list(sealed.failures()) == ["sealed"]


# ---- looking up, and finding the files


def test_lookup_tells_every_kind_of_object(s1: Bundle) -> None:
    ids = ids_by_status(s1)
    found = run_node("lookup", folder=s1.folder, codes=[*ids.values(), "91130184NOWHERE000"])
    for (kind, object_id), answer in zip(ids.items(), found[:-1], strict=True):
        main = next(f for f in answer["frames"] if f["code"] == "MAIN")
        assert answer["line"] == f"{s1.transcript['K_OBJ']}:{object_id}"
        assert answer["ticket"] == s1.hash(answer["line"])
        status = {"-": "", "excluded": "", "F": "D"}.get(kind, kind)
        assert main["status"][:1] == status
        assert bool(answer["team"]) == (status == "D")
        if kind != "excluded":
            assert (answer["ticket"] <= main["theta"]) == (status == "D")
    assert found[-1]["frames"] == []


def test_lookup_forgives_how_a_code_is_typed(s1: Bundle) -> None:
    object_id = ids_by_status(s1)["D"]
    wide = "".join(chr(ord(c) + 0xFEE0) for c in object_id.lower())
    [answer] = run_node("lookup", folder=s1.folder, codes=[f" {wide[:8]} {wide[8:]} "])
    assert answer["id"] == object_id


def test_project_key_is_mapped_as_section_2_says() -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    key = "清禾县水库除险加固工程（二期）"
    bits = "".join(f"{byte:08b}" for byte in hashlib.sha256(key.encode()).digest())
    expected = "".join(alphabet[int(bits[i : i + 5], 2)] for i in range(0, 110, 5))
    assert run_node("mapped", keys=[key]) == [expected]


def test_dropped_files_find_their_places() -> None:
    inside = ["下载/抽取/plan.json", "下载/抽取/registers/MAIN.tsv", "下载/说明.txt"]
    found = dict(run_node("paths", paths=inside)["value"])
    assert found == {"plan.json": inside[0], "registers/MAIN.tsv": inside[1]}
    loose = dict(run_node("paths", paths=["plan.json", "MAIN.tsv", "coi.tsv"])["value"])
    assert loose["registers/MAIN.tsv"] == "MAIN.tsv"
    assert "2 套" in run_node("paths", paths=["a/plan.json", "b/plan.json"])["refused"]
    twice = ["plan.json", "MAIN.tsv", "registers/MAIN.tsv"]
    assert "两份" in run_node("paths", paths=twice)["refused"]


# ---- size


def test_script_stays_small_and_alone() -> None:
    text = VERIFIER.read_text("utf-8")
    assert len(text.splitlines()) < 1520
    assert [p.name for p in VERIFIER.parent.glob("*.js")] == ["verify.js"]
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "fetch(", "XMLHttp"):
        assert word not in text
    for word in ("localeCompare", "Math.random", "import(", "http:", "https:"):
        assert word not in text


@pytest.mark.slow
def test_hundred_thousand_rows_are_verified_in_seconds(s1: Bundle) -> None:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    rows = []
    for i in range(100_000):
        digest = hashlib.sha256(str(i).encode()).digest()
        serial = "".join(alphabet[b % 31] for b in digest[:10])
        excl = b"Y12" if digest[11] < 10 else b"-"
        row = (f"91130184{serial}".encode(), b"ABCD"[digest[10] % 4 :][:1], b"130184", excl)
        rows.append(b"\t".join(row))
    s1.write_lines("registers/MAIN.tsv", rows)
    s1.write_lines("registers/FIRE.tsv", rows[::3])
    s1.plan["frames"][0]["strata"][2]["bp"] = 300
    s1.redraw()
    assert s1.failures() == {}
