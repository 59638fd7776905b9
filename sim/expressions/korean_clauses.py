"""Expressions in Korean words: a clause is a stem, and how it can go on."""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.expressions.korean import with_particle
from sim.expressions.tree import Tree
from sim.expressions.wording import Wording, is_ladder, negated
from sim.quantities import largest_unit

__all__ = ["Korean"]


class _Forms(NamedTuple):
    """How a predicate ends: at the end, before "and", "or", a noun, and as "if"."""

    last: str
    and_: str
    or_: str
    noun: str
    if_: str


_IS = _Forms("", "이고", "이거나", "인", "이면")
_IS_NOT = _Forms("아님", "아니고", "아니거나", "아닌", "아니면")
_HIGHER = _Forms("높음", "높고", "높거나", "높은", "높으면")
_LOWER = _Forms("낮음", "낮고", "낮거나", "낮은", "낮으면")
_SAME = _Forms("같음", "같고", "같거나", "같은", "같으면")
_OTHER = _Forms("다름", "다르고", "다르거나", "다른", "다르면")
_WAS = _Forms("있음", "있고", "있거나", "있는", "있으면")
_WAS_NOT = _Forms("없음", "없고", "없거나", "없는", "없으면")

_LIMITS = {">=": "이상", ">": "초과", "<": "미만", "<=": "이하"}
_UNITS = {"day": "일", "week": "주", "month": "개월", "year": "년"}
_SUMS = {"net": "순이득", "gain": "이득", "loss": "손실"}
_DAYS = {
    "<": _Forms("빠름", "빠르고", "빠르거나", "빠른", "빠르면"),
    ">": _Forms("늦음", "늦고", "늦거나", "늦은", "늦으면"),
    ">=": _Forms(*(f"빠르지 않{end}" for end in ("음", "고", "거나", "은", "으면"))),
    "<=": _Forms(*(f"늦지 않{end}" for end in ("음", "고", "거나", "은", "으면"))),
}


class _Clause(NamedTuple):
    stem: str
    forms: _Forms = _IS

    @property
    def last(self) -> str:
        return self.stem + self.forms.last

    def before(self, what: str) -> str:
        """Give the clause as it goes on: ``and_``, ``or_``, ``noun`` or ``if_``."""
        return self.stem + str(getattr(self.forms, what))


class Korean(Wording):
    """Tells expressions in Korean."""

    def condition(self, tree: Tree) -> str:
        """Tell a condition."""
        return self._clause(tree).last

    def special(self, tree: Tree) -> str:
        """Tell what is neither a name nor plain arithmetic."""
        number = self.number
        match tree.op:
            case "ladder":
                title = self.title("ladder", self.bare(tree))
                return f"결정된 {title}" if "(" in tree.name else title
            case "key":
                return f"{self.key(tree)}({number(tree.parts[0])})"
            case "level":
                return f"{number(tree.parts[0])}의 단계"
            case "if":
                condition, then, otherwise = tree.parts
                told = f"{self._clause(condition).before('if_')} {number(then)}"
                return f"{told}, 그 밖에는 {number(otherwise)}"
            case "min" | "max":
                size = "작은" if tree.op == "min" else "큰"
                most = "" if len(tree.parts) == 2 else "가장 "
                told = ", ".join(number(part) for part in tree.parts)
                return f"({told}) 중 {most}{size} 값"
            case "abs":
                return f"{self.within(tree.parts[0], 3)}의 절댓값"
            case "pow":
                base, exponent = (self.within(part, 4) for part in tree.parts)
                return f"{base}의 {exponent}제곱"
            case "net" | "gain" | "loss":
                actor = self.title("actor", tree.name)
                return f"{self._after(tree.number)}{actor}의 {_SUMS[tree.op]}"
            case "amount":
                title = self.names("argument", tree.name)
                return f"{self._after(tree.number)}'{title}'"
        return self._of_run(tree)

    def _of_run(self, tree: Tree) -> str:
        until = self._until(tree)
        if tree.op in {"first", "time_in"}:
            days = "첫날" if tree.op == "first" else "날수"
            return f"{until}{self._clause(tree.parts[0]).before('noun')} {days}"
        told = self.number(tree.parts[0])
        match tree.op:
            case "highest":
                return f"{until}{told}의 최고 단계"
            case "final":
                if not until:
                    return f"마지막 날의 {told}"
                if self.span(tree.number):
                    return f"{self._length(tree.number)} 뒤의 {told}"
                return f"{self.moment(tree.number)}의 {told}"
            case "rises" | "falls":
                way = "상승" if tree.op == "rises" else "하락"
                return f"{until}{told}의 {way} 횟수"
        raise ValueError(f"no words for {tree.op!r}")

    # ---- clauses

    def _clause(self, tree: Tree) -> _Clause:
        match tree.op:
            case "true":
                return _Clause("언제나")
            case "false":
                return _Clause("어느 때도 ", _IS_NOT)
            case "and" | "or":
                parts = [self._part(part) for part in tree.parts]
                *before, last = parts
                told = "".join(f"{part.before(f'{tree.op}_')} " for part in before)
                return _Clause(told + last.stem, last.forms)
            case "ever":
                return self._ever(tree, _WAS)
            case "compare":
                return self._comparison(tree)
        opposite = negated(tree.parts[0])
        if opposite.op == "not":
            return self._ever(opposite.parts[0], _WAS_NOT)
        return self._clause(opposite)

    def _ever(self, tree: Tree, forms: _Forms) -> _Clause:
        told = self._clause(tree.parts[0]).before("noun")
        return _Clause(f"{self._until(tree)}{told} 적이 ", forms)

    def _part(self, tree: Tree) -> _Clause:
        inner = negated(tree.parts[0]) if tree.op == "not" else tree
        clause = self._clause(tree)
        return _Clause(f"({clause.last})") if inner.op in {"and", "or"} else clause

    def _comparison(self, tree: Tree) -> _Clause:
        left, sign, right = self.sides(tree)
        about = with_particle(self.number(left), "이/가")
        told = self.constant(right, left)
        ladders = is_ladder(left)
        if sign in {"==", "!="} and ladders and is_ladder(right):
            stem = f"{about} {with_particle(told, '과/와')} "
            return _Clause(stem, _SAME if sign == "==" else _OTHER)
        if sign == "==":
            return _Clause(f"{about} {told}")
        if sign == "!=":
            return _Clause(f"{about} {with_particle(told, '이/가')} ", _IS_NOT)
        if left.op == "first":
            return _Clause(f"{about} {told}보다 ", _DAYS[sign])
        if ladders and sign in {">", "<"}:
            return _Clause(f"{about} {told}보다 ", _HIGHER if sign == ">" else _LOWER)
        return _Clause(f"{about} {told} {_LIMITS[sign]}")

    def _until(self, tree: Tree) -> str:
        if math.isinf(tree.number):
            return ""
        if self.span(tree.number):
            return f"처음 {self._length(tree.number)} 안에 "
        return f"{self.moment(tree.number)}까지 "

    def moment(self, day: float) -> str:
        """Tell a day: its date, or its number."""
        date = self.day(day)
        return f"{date.year}년 {date.month}월 {date.day}일" if date else f"{day:g}일째"

    def _after(self, days: float) -> str:
        return "" if math.isnan(days) else f"{self._length(days)} 뒤 "

    def _length(self, days: float) -> str:
        count, unit = largest_unit(days)
        return f"{self.figure(count)}{_UNITS[unit]}"
