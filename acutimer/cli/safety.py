"""The verbs on safety: the table of questions and rules, and what answers leave of a routine.

Must never lead anybody, nor write down what was typed.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from acutimer.cli.asking import BadInput, print_json
from acutimer.cli.content import article_atlas, routine_of

if TYPE_CHECKING:
    from acutimer.core.points import Atlas
    from acutimer.core.safety import Verdict

_EXAMPLE = (
    "example: acutimer safety check desk-pause --answer pregnant=no --answer skin=yes "
    "--where nape.left --json"
)


def add_options(
    safety: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser]
) -> None:
    """What safety understands, and the verb below it."""
    safety.add_argument("--json", action="store_true", help="print JSON")
    verbs = safety.add_subparsers(title="verbs", metavar="VERB", parser_class=parser_class)
    words = "What the safety answers leave of a routine."
    check = verbs.add_parser(
        "check",
        help=words[0].lower() + words[1:-1],
        description=words,
        epilog=_EXAMPLE,
    )
    check.set_defaults(answer=check_)
    check.add_argument("routine", metavar="ROUTINE", help="a routine's id, or its file")
    check.add_argument(
        "--answer",
        dest="answers",
        metavar="ID=ANSWER",
        action="append",
        default=[],
        help="yes, no or not_sure to a question; one not named is unanswered",
    )
    check.add_argument(
        "--cleared",
        metavar="ID",
        action="append",
        default=[],
        help="you asked and were told you may",
    )
    check.add_argument(
        "--where",
        metavar="REGION.SIDE",
        action="append",
        default=[],
        help="where the skin is meant: left, right or both",
    )
    check.add_argument("--json", action="store_true", help="print JSON")


def list_(options: argparse.Namespace) -> int:
    """Tell the questions, and every rule with its source."""
    from acutimer.cli.answers import rules_that_hold
    from acutimer.core.safety_listing import safety_json
    from acutimer.places import SOURCES, resource_path
    from acutimer.storage.resource_files import load_sources

    rules = rules_that_hold()
    if options.json:
        return print_json(safety_json(rules, load_sources(resource_path(SOURCES))))
    for question in rules.questions:
        again = question.asked_again.value.replace("_", " ")
        print(f"{question.id:10} {question.ask}")
        print(f"{'':10} {question.effect.value.replace('_', ' ')}; asked again {again}")
        for reason in question.reasons:
            print(f"{'':10} {reason.text} [{reason.source}]")
    for title, reasons in (
        ("Steps", (rule.reason for rule in rules.step_rules)),
        ("Always", rules.always),
    ):
        print(f"\n{title}")
        for reason in reasons:
            print(f"{'':10} {reason.text} [{reason.source}]")
    print("\nDanger signs")
    for sign in rules.danger_signs:
        print(f"{sign.id:10} {sign.ask}. {sign.threshold} [{sign.source}]")
    return 0


def check_(options: argparse.Namespace) -> int:
    """Tell what the answers leave of a routine: those typed, or else the profile's."""
    from acutimer.core.safety_check import check_routine, checked_json, checked_lines

    atlas = article_atlas()
    routine = routine_of(options, atlas)
    if options.answers or options.cleared or options.where:
        verdict, fault = _typed(options, atlas), ""
    else:
        from acutimer.cli.answers import judged

        found = judged(options, atlas)
        verdict, fault = found.verdict, found.fault
    checked = check_routine(routine, verdict, fault)
    if options.json:
        return print_json(checked_json(checked))
    print(f"{routine.name}: ", end="")
    for line in checked_lines(checked, atlas):
        print(line)
    return 0


def _typed(options: argparse.Namespace, atlas: Atlas) -> Verdict:
    from acutimer.cli.answers import rules_that_hold
    from acutimer.core.answers_given import TypedAnswerError, profile_typed
    from acutimer.core.safety import judge
    from acutimer.runtime.clock import SystemClock

    rules, now = rules_that_hold(), SystemClock().now()
    try:
        profile = profile_typed(rules, options.answers, options.cleared, options.where, now)
    except TypedAnswerError as fault:
        raise BadInput(str(fault)) from None
    return judge(rules, profile, atlas, now)
