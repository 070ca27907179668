"""Mutation testing of core/draw and core/assignment: which change of the code does no test notice?

    python bench/mutation.py allocation selection     modules of the two packages, or all of them
    python bench/mutation.py --constants names        what is computed once, when a module is read
    python bench/mutation.py --slow rounds            with the tests marked slow as well

The mutants are mutmut's. ``mutmut run`` takes seconds for each of five thousand, because it starts
pytest anew every time; here pytest collects once, learns which test reaches which function, and a
fork tries each mutant on the tests that reach it, the module's own tests first, up to the first
failure. Nothing is written into the tree. docs/reference/mutation.md tells what was found.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import gc
import importlib.abc
import importlib.util
import json
import os
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import libcst as cst
import pytest
from mutmut.mutation import file_mutation, trampoline

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("mingcha.core.draw", "mingcha.core.assignment")
KILLED, SURVIVED, TIMEOUT, UNTESTED = "killed", "survived", "timeout", "no tests"
FAILED, TOO_LONG = 1, 36  # exit codes of a fork
MEMORY = 4 << 30
OPTIONS = ["-x", "-p", "no:terminal"]


@dataclass
class Module:
    """A module of the core with all its mutants."""

    name: str
    source: str
    code: str = ""
    mutants: dict[str, str] = field(default_factory=dict)
    """The function that each mutant is of, both by their mangled names."""

    @property
    def tests(self) -> str:
        """Return where the tests of this module lie, by the layout of tests/."""
        *folders, name = self.name.split(".")[1:]
        return f"tests/{'/'.join(folders)}/test_{name}.py"


def path_of(module: str) -> Path:
    return ROOT / "src" / (module.replace(".", "/") + ".py")


def all_modules() -> dict[str, str]:
    """Return the full names of the modules by their last part, draw before assignment."""
    found: dict[str, str] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / "src" / package.replace(".", "/")).glob("[a-z]*.py")):
            found.setdefault(path.stem, f"{package}.{path.stem}")
    return found


# -- making mutants ---------------------------------------------------------------------------


def mutate_properties_too() -> None:
    """Let mutmut enter properties, which it leaves alone; ``choosing`` can call them."""
    skip = file_mutation.MutationVisitor._skip_node_and_children  # noqa: SLF001

    def skip_less(visitor: file_mutation.MutationVisitor, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef) and [
            decorator.decorator.value
            for decorator in node.decorators
            if isinstance(decorator.decorator, cst.Name)
        ] == ["property"]:
            node = node.with_changes(decorators=[])
        return skip(visitor, node)

    file_mutation.MutationVisitor._skip_node_and_children = skip_less  # noqa: SLF001


def mutated(name: str) -> Module:
    module = Module(name, path_of(name).read_text())
    made = file_mutation.mutate_file_contents(str(path_of(name)), module.source)
    module.code = made.code
    module.mutants = {mutant: mutant.partition("__mutmut_")[0] for mutant in made.mutant_names}
    return module


def difference(module: Module, mutant: str) -> str:
    """Return the lines that the mutant changes."""
    lines = module.code.splitlines()
    functions = {
        node.name: "\n".join(lines[node.lineno - 1 : node.end_lineno])
        for node in ast.walk(ast.parse(module.code))
        if isinstance(node, ast.FunctionDef) and "__mutmut_" in node.name
    }
    original = functions[f"{module.mutants[mutant]}__mutmut_orig"]
    return changed_lines(original, functions[mutant])


def changed_lines(original: str, altered: str) -> str:
    lines = difflib.unified_diff(original.splitlines(), altered.splitlines(), n=0, lineterm="")
    return "\n".join(
        f"    {line}"
        for line in lines
        if line[0] in "+-" and line[:3] not in ("+++", "---") and "__mutmut_" not in line
    )


# -- choosing one of them ---------------------------------------------------------------------


class Switch:
    """Which mutant is active, and which functions a test has reached."""

    def __init__(self) -> None:
        self.module = ""
        self.mutant = ""
        self.reached: set[tuple[str, str]] = set()


SWITCH = Switch()


def choosing(mutants: dict[str, Any], is_classmethod: bool = False) -> Callable[..., Any]:  # noqa: FBT001, FBT002
    """Stand in for mutmut's trampoline: call the original, or the mutant that is active."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        module = function.__module__
        place: list[tuple[str, str]] = []

        def called(*args: object, **kwargs: object) -> object:
            if not place:
                original = mutants["_mutmut_orig"]
                original = getattr(original, "fget", original)
                place.append((module, original.__name__.partition("__mutmut_")[0]))
            SWITCH.reached.add(place[0])
            chosen = SWITCH.mutant if SWITCH.module == module else ""
            target = mutants.get(chosen) or mutants["_mutmut_orig"]
            target = getattr(target, "fget", target)
            return target(*args[1:], **kwargs) if is_classmethod else target(*args, **kwargs)

        called.__name__, called.__doc__ = function.__name__, function.__doc__
        called.__module__, called.__qualname__ = module, function.__qualname__
        called.__wrapped__ = function
        return called

    return decorate


class Altered(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Import some modules from other code than lies on disk."""

    def __init__(self, codes: dict[str, str]) -> None:
        self.codes = codes

    def find_spec(
        self,
        fullname: str,
        path: object,  # noqa: ARG002
        target: object = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if fullname in self.codes:
            return importlib.util.spec_from_loader(fullname, self)
        return None

    def get_filename(self, fullname: str) -> str:
        return str(path_of(fullname))

    def get_data(self, path: str) -> bytes:
        name = ".".join(Path(path).relative_to(ROOT / "src").with_suffix("").parts)
        return self.codes[name].encode()


# -- trying them ------------------------------------------------------------------------------


class Hasty:
    """A pytest plugin: the module's own tests come first, and hypothesis does not shrink.

    That one mutant fails is enough; a reader of the failure would want more.
    """

    def __init__(self, first: str = "") -> None:
        self.first = first

    def pytest_collection(self) -> None:
        from hypothesis import Phase, settings  # noqa: PLC0415 - pytest rewrites it first

        phases = [Phase.explicit, Phase.generate]
        settings.register_profile("hasty", derandomize=True, deadline=None, phases=phases)
        settings.load_profile("hasty")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: not item.nodeid.startswith(self.first))


class Trial:
    """A pytest plugin: runs the tests once, then for each mutant those that reach it."""

    def __init__(
        self, modules: Sequence[Module], patience: float, report: Callable[[str], None]
    ) -> None:
        self.modules = modules
        self.patience = patience
        self.report = report
        self.seconds: dict[str, float] = {}
        self.reaching: dict[tuple[str, str], list[pytest.Item]] = defaultdict(list)
        self.killers: dict[tuple[str, str], list[str]] = defaultdict(list)
        """The tests that failed last, by function: they often find its next mutant too."""
        self.to_parent: int | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            if self.to_parent is not None:
                os.write(self.to_parent, report.nodeid.encode())
                os._exit(FAILED)
            self.report(f"without any mutant: {report.nodeid}\n{report.longreprtext}")
            pytest.exit("the tests do not even pass without mutants", returncode=1)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._learn(session.items)
        gc.collect()
        gc.freeze()  # what forks do not touch they need not copy
        for module in self.modules:
            counts: Counter[str] = Counter()
            for mutant, function in module.mutants.items():
                outcome = self._try(module, mutant, self.reaching[module.name, function])
                counts[outcome] += 1
                if outcome != KILLED:
                    self.report(f"{outcome}: {module.name}.{mutant}\n{difference(module, mutant)}")
            self.report(f"== {module.name}: {json.dumps(counts)}")
        return True

    def _learn(self, items: Sequence[pytest.Item]) -> None:
        following = [*items[1:], None]
        for item, nextitem in zip(items, following, strict=True):
            SWITCH.reached.clear()
            begin = time.process_time()
            run(item, nextitem)
            self.seconds[item.nodeid] = time.process_time() - begin
            for function in SWITCH.reached:
                self.reaching[function].append(item)
        self.report(f"{len(items)} tests in {sum(self.seconds.values()):.0f} s of processor time")

    def _try(self, module: Module, mutant: str, items: Sequence[pytest.Item]) -> str:
        if not items:
            return UNTESTED
        killers = self.killers[module.name, module.mutants[mutant]]
        ordered = sorted(
            items,
            key=lambda item: (
                killers.index(item.nodeid) if item.nodeid in killers else len(killers),
                not item.nodeid.startswith(module.tests),
                self.seconds[item.nodeid],
            ),
        )
        from_child, to_parent = os.pipe()
        pid = os.fork()
        if pid == 0:
            self.to_parent = to_parent
            self._run_in_fork(module, mutant, ordered)
        os.close(to_parent)
        with os.fdopen(from_child) as pipe:
            killer = pipe.read()
        if killer:
            killers[:] = [killer, *(other for other in killers if other != killer)]
        _, status = os.waitpid(pid, 0)
        return outcome_of(status)

    def _run_in_fork(self, module: Module, mutant: str, items: Sequence[pytest.Item]) -> None:
        SWITCH.module, SWITCH.mutant = module.name, mutant
        limit_fork()
        spent = 0.0
        for item, nextitem in zip(items, [*items[1:], None], strict=True):
            spent += self.seconds[item.nodeid]
            if spent > self.patience and not item.nodeid.startswith(module.tests):
                break
            limit_processor_time(3 + 8 * self.seconds[item.nodeid])
            run(item, nextitem)
        os._exit(0)


def run(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=nextitem)


def limit_fork() -> None:
    """Let a mutant that loops or grows for ever end, and be silent."""
    gc.disable()
    signal.signal(signal.SIGPROF, lambda *_: os._exit(TOO_LONG))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def limit_processor_time(seconds: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, seconds)


def outcome_of(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    if code == TOO_LONG:
        return TIMEOUT
    return {0: SURVIVED, FAILED: KILLED}.get(code, f"ended with {code}")


# -- what is computed when a module is read -----------------------------------------------------


def constants_of(name: str) -> Iterator[tuple[str, str]]:
    """Yield the changed lines and the whole source of each mutant outside of functions."""
    source = path_of(name).read_text()
    module, mutations, *_ = file_mutation.create_mutations(str(path_of(name)), source)
    for mutation in mutations:
        if mutation.contained_by_top_level_function is None:
            tree = file_mutation.deep_replace(module, mutation.original_node, mutation.mutated_node)
            altered = tree.code
            yield changed_lines(source, altered), altered


def try_constants(name: str, arguments: Sequence[str], report: Callable[[str], None]) -> None:
    counts: Counter[str] = Counter()
    own = Module(name, "").tests
    for changed, source in constants_of(name):
        pid = os.fork()
        if pid == 0:
            limit_fork()
            limit_processor_time(600)
            sys.meta_path.insert(0, Altered({name: source}))
            os._exit(FAILED if pytest.main([*OPTIONS, *arguments], plugins=[Hasty(own)]) else 0)
        _, status = os.waitpid(pid, 0)
        outcome = outcome_of(status)
        counts[outcome] += 1
        if outcome != KILLED:
            report(f"{outcome}: {name}\n{changed}")
    report(f"== {name}, outside of functions: {json.dumps(counts)}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    known = all_modules()
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=" ".join(known))
    parser.add_argument("--constants", action="store_true", help="outside of functions")
    parser.add_argument("--slow", action="store_true", help="with the slow tests")
    parser.add_argument(
        "--patience", type=float, default=3, help="processor seconds of others' tests for a mutant"
    )
    arguments = parser.parse_args()
    strangers = [name for name in arguments.modules if name not in known]
    if strangers:
        parser.error(f"no such module: {', '.join(strangers)}")
    os.chdir(ROOT)
    stdout = os.dup(1)

    def report(text: str) -> None:
        os.write(stdout, f"{text}\n".encode())

    tests = [
        "tests/core/draw",
        "tests/core/assignment",
        *([] if arguments.slow else ["-m", "not slow"]),
    ]
    mutate_properties_too()
    names = [known[name] for name in arguments.modules or known]
    if arguments.constants:
        for name in names:
            try_constants(name, tests, report)
        return 0
    trampoline.wrap_in_trampoline = choosing
    modules = [mutated(name) for name in names]
    sys.meta_path.insert(0, Altered({module.name: module.code for module in modules}))
    plugin = Trial(modules, arguments.patience, report)
    return int(pytest.main([*OPTIONS, *tests], plugins=[Hasty(), plugin]))


if __name__ == "__main__":
    sys.exit(main())
