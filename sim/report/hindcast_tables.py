"""Tables of a scenario held against history, and their record."""

from __future__ import annotations

from typing import Any

from sim.analysis import CountHeld, Hindcast, QuestionHeld, StandHeld
from sim.model import Model
from sim.quantities import day_of
from sim.report.names import Names, line_of, plain
from sim.report.numbers import PEOPLE, Writer, people_rounded, percent
from sim.report.tables import Table
from sim.report.words import say
from sim.scenario import History, Rule, Scenario
from sim.texts import Language

__all__ = ["HindcastTables", "hindcast_record"]


class HindcastTables:
    """Writes what came of one comparison with history, in one language."""

    def __init__(
        self,
        found: Hindcast,
        history: History,
        model: Model,
        scenario: Scenario,
        *,
        members: int,
        language: Language = "en",
    ) -> None:
        self.found, self.history = found, history
        self.scenario, self.members = scenario, members
        self.language: Language = language
        self.names = Names(model, scenario, language)
        self.writer = Writer.of(model, language)
        self.model = model

    def tables(self) -> tuple[Table, ...]:
        """Give every table that has a row."""
        tables = (self.questions(), self.rungs(), self.counts(), self.rules())
        return tuple(table for table in tables if table.rows)

    def questions(self) -> Table:
        """Give each dated question, its answer, and the share that agrees."""
        return Table(
            self._say("hindcast_questions", count=f"{self.members:,}"),
            self._heads("question", "answer", "agree", "hangs_on"),
            tuple(self._question(held) for held in self.found.questions),
            (self._say("hindcast_rule"),),
            (2,),
        )

    def _question(self, held: QuestionHeld) -> tuple[str, ...]:
        question = held.question
        title = line_of(question.title, self.language) or plain(str(question.id))
        share = self.writer.share(held.agree) if held.agree else ""
        if held.agree is None or not question.scored:
            came = percent(held.share.value, self.language)
            share = self._say("not_scored", share=came)
        rule = question.hangs_on
        told = self._say("by_rule", name=self._name(str(rule))) if rule else ""
        return (title, self._say(f"answer {question.answer}"), share, told)

    def rungs(self) -> Table:
        """Give each rung that was held, and where the futures stood meanwhile."""
        rows, last = [], ""
        for held in self.found.stands:
            title = self.names.ladder(held.ladder) if held.ladder != last else ""
            rows.append((title, *self._stand(held)))
            last = held.ladder
        return Table(
            self._say("hindcast_rungs", count=f"{self.members:,}"),
            ("", *self._heads("held", "from_to", "below", "on_it", "above")),
            tuple(rows),
            (self._say("hindcast_mean_rule"),),
            (3, 4, 5),
        )

    def _stand(self, held: StandHeld) -> tuple[str, ...]:
        rung = self.names.rung(held.ladder, held.rung)
        when = self.writer.days(held.since, held.until)
        shares = (held.below, held.on, held.above)
        below, on, above = (percent(share, self.language) for share in shares)
        if not self.model.ladder(held.ladder).ordered:
            return (rung, when, "", on, self._say("elsewhere", share=below))
        return (rung, when, below, on, above)

    def counts(self) -> Table:
        """Give each count, who counted, and what futures had by then."""
        return Table(
            self._say("hindcast_counts"),
            self._heads("gauge", "date", "counted", "spread"),
            tuple(self._count(held) for held in self.found.counts),
            (),
            (2, 3),
        )

    def _count(self, held: CountHeld) -> tuple[str, ...]:
        count, writer = held.count, self.writer
        gauge = self.model.gauges[self.model.gauge_index[str(count.gauge)]]
        unit = f" [{self.names.unit(gauge.unit)}]" if gauge.unit else ""
        written = writer.people if gauge.unit in PEOPLE else writer.numbers
        date = writer.day(day_of(count.date, self.scenario.start))
        by = self._say("reported_by", who=line_of(count.by, self.language))
        return (
            self.names.gauge(gauge.name) + unit,
            date,
            f"{written(held.low, held.high)} ({by})",
            written(held.spread.low, held.spread.high),
        )

    def rules(self) -> Table:
        """Give the coding rules that are open to doubt, and what else one might do."""
        rules = self.history.rules.values()
        return Table(
            self._say("hindcast_rules"),
            self._heads("coded", "coded_by", "open_to_doubt"),
            tuple(self._rule(rule) for rule in rules if rule.weak or rule.other_rule),
            (self._say("hindcast_rules_rule", count=f"{len(self.history.rules)}"),),
            (),
        )

    def _rule(self, rule: Rule) -> tuple[str, ...]:
        doubts = [line_of(rule.weak, self.language)] if rule.weak else []
        if rule.other_rule:
            other = line_of(rule.other_rule, self.language)
            doubts.append(self._say("other_rule", rule=other))
        told = line_of(rule.rule, self.language)
        return (self._name(str(rule.id)), told, " ".join(doubts))

    def notes(self) -> tuple[str, ...]:
        """Say which history it is, and what was left out."""
        history = self.history
        told = [
            self._say(
                "history_facts",
                title=line_of(history.title, self.language),
                since=history.since.isoformat(),
                until=history.until.isoformat(),
            )
        ]
        if self.found.left_out:
            names = ", ".join(map(plain, self.found.left_out))
            told.append(self._say("hindcast_left_out", names=names))
        return tuple(told)

    def _name(self, name: str) -> str:
        if name in self.model.ladder_index:
            return self.names.ladder(name)
        known = name in self.model.gauge_index
        return self.names.gauge(name) if known else plain(name)

    def _heads(self, *keys: str) -> tuple[str, ...]:
        return tuple(self._say(key) for key in keys)

    def _say(self, key: str, **filled: object) -> str:
        return say(key, self.language, **filled)


def _futures(held: CountHeld, *, people: bool) -> list[float]:
    """Give where 9 of 10 futures lie; people in whole ones and two figures."""
    ends = [held.spread.low, held.spread.high]
    return [people_rounded(end) for end in ends] if people else ends


def hindcast_record(found: Hindcast, history: History, model: Model) -> dict[str, Any]:
    """Give a comparison as a record that strict JSON can hold."""
    people = {gauge.name for gauge in model.gauges if gauge.unit in PEOPLE}
    return {
        "history_of": str(history.history_of),
        "title": history.title.say("en"),
        "window": {"from": str(history.since), "until": str(history.until)},
        "questions": [
            {
                "id": str(held.question.id),
                "value": held.question.value.text,
                "answer": held.question.answer,
                "scored": held.question.scored,
                "hangs_on": str(held.question.hangs_on or "") or None,
                "share": held.share.value,
                "agree": held.agree.value if held.agree else None,
                "interval": [held.agree.low, held.agree.high] if held.agree else None,
            }
            for held in found.questions
        ],
        "rungs": [
            {
                "ladder": held.ladder,
                "rung": str(held.stand.rung),
                "from_day": held.since,
                "until_day": held.until,
                "below": held.below,
                "on": held.on,
                "above": held.above,
            }
            for held in found.stands
        ],
        "counts": [
            {
                "gauge": str(held.count.gauge),
                "date": str(held.count.date),
                "by": held.count.by.say("en"),
                "counted": [held.low, held.high],
                "futures": _futures(held, people=str(held.count.gauge) in people),
            }
            for held in found.counts
        ],
        "left_out": list(found.left_out),
    }
