"""The digest as Markdown; text from outside cannot become markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer import locale
from summarizer.brief.rendering.markdown import escape
from summarizer.brief.rendering.summary_lines import MARKS
from summarizer.digest import made_here
from summarizer.digest.document import words
from summarizer.digest.document.model import Body, Digest, FrontItem, Story
from summarizer.digest.document.views import View, address, sources, view
from summarizer.store import Store


def pieces(digest: Digest, store: Store) -> Iterator[str]:
    """The document, a story at a time."""
    yield f"{made_here.MARKDOWN}\n# {escape(digest.title)}\n\n"
    if digest.note:
        yield f"> {escape(locale.text('brief.source.stands_in', note=digest.note))}\n\n"
    yield "".join(f"- {escape(line)}\n" for line in words.overview(digest)) + "\n"
    for part in digest.front:
        yield _heading(part.name) + "".join(map(_front, part.items)) + "\n"
    for section in digest.sections:
        if section.name:
            yield f"## {escape(section.name)}\n\n"
        brief = []
        for story in section.stories:
            if story.in_full:
                yield _story(digest, view(digest, store, story))
            else:
                brief.append(_short(digest, story))
        if brief:
            yield f"**{locale.text('digest.also')}**\n\n" + "".join(brief) + "\n"
    for title, bodies in words.calendars(digest):
        yield f"## {title}\n\n" + "".join(_calendar(bodies)) + "\n"
    if digest.failures:
        yield _heading("failures")
        for failed in digest.failures:
            name, why = words.failure(digest, failed)
            yield f"- {escape(name)}: {escape(why)}\n"
        yield "\n"
    if digest.skipped:
        yield _heading("skipped") + "".join(f"- {escape(n)}: {escape(why)}\n" for n, why in words.skipped(digest))


def _front(item: FrontItem) -> str:
    text = " — ".join(filter(None, (f"**{escape(item.bold)}**", escape(item.text))))
    note = f" _({escape(item.note)})_" if item.note else ""
    return f"- {text}{note}{f' ([{item.story}](#s{item.story}))' if item.story else ''}\n"


def _heading(part: str) -> str:
    return f"## {locale.text(f'digest.part.{part}')}\n\n"


def _link(text: str, target: str) -> str:
    return f"[{escape(text)}](<{target.replace('<', '%3C').replace('>', '%3E')}>)" if target else escape(text)


def _calendar(bodies: Sequence[Body]) -> Iterator[str]:
    for body in bodies:
        yield f"- **{escape(body.name)}**\n"
        for task in body.tasks:
            yield (
                f"  - **{escape(words.due(task))}** — {escape(words.action(task))}"
                f" ([{task.story}](#s{task.story}), {escape(task.place)})\n"
            )


def _sources(digest: Digest, story: Story) -> str:
    return " · ".join(_link(label, address(entry.origin, digest.beside)) for entry, label in sources(digest, story))


def _short(digest: Digest, story: Story) -> str:
    return f'- <a id="s{story.number}"></a>{story.number}. {escape(story.lead.headline)} ({_sources(digest, story)})\n'


def _story(digest: Digest, shown: View) -> str:
    story = shown.story
    lines = [f'### <a id="s{story.number}"></a>{story.number}. {escape(story.lead.headline)}', ""]
    lines += [f"_{locale.text('digest.sources')}:_ {_sources(digest, story)}", ""]
    for line in shown.lines:
        pointer = f" ({_link(line.pointer, line.link)})" if line.pointer else ""
        mark = "" if line.sentence.status == "supported" else f"{MARKS[line.sentence.status]} "
        lines.append(f"- {mark}{escape(line.text)}{pointer}")
    lines.append("")
    if story.conflicts:
        lines += [f"> ⚠ **{locale.text('digest.part.conflicts')}**", ">"]
        for conflict in story.conflicts:
            lines.append(f"> - {escape(words.differing(conflict))}")
            for side in conflict.sides:
                label = digest.labels.get(side.entry.origin, side.entry.origin)
                source = _link(label, address(side.entry.origin, digest.beside))
                where = ", ".join(filter(None, (source, side.place, words.said_on(side))))
                others = words.others(digest, side)
                lines.append(
                    f">   - **{escape(side.figure)}** — {where}: « {escape(side.sentence)} »"
                    f"{' ' + escape(others) if others else ''}"
                )
        lines.append("")
    if shown.figures:
        lines.append(f"**{locale.text('brief.part.figures')}**")
        lines.append("")
        for row in shown.figures:
            lines.append(f"- {escape(row.line)} ({shown.places.short(row.span)})")
        lines.append("")
    if shown.directives:
        lines += [f"**{locale.text('brief.part.directives')}**", ""]
        for block in shown.directives:
            lines.append(f"- {escape(block.heading)}:")
            for task in block.rows:
                ban = f"({locale.text('brief.directive.do_not')}) " if task.ban else ""
                deadline = locale.text("brief.directive.deadline", deadline=task.deadline) if task.deadline else ""
                tail = f" — **{escape(deadline)}**" if deadline else ""
                lines.append(f"  - {ban}{escape(task.action)}{tail} ({shown.places.short(task.span)})")
        lines.append("")
    return "\n".join(lines) + "\n"
