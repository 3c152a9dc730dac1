"""Working: briefs asked for and stopped, length and engine chosen, changes taken back."""

from __future__ import annotations

from summarizer import locale
from summarizer.engines.choice import ENGINES, EngineChoice
from summarizer.tui.preferences import LENGTHS
from summarizer.tui.screens.dialog import Ask, Choose
from summarizer.tui.screens.hands import Hand
from summarizer.tui.widgets.picklist import Choice


class Working(Hand):
    """Commands that make work, and undo it."""

    def brief(self) -> None:
        """Brief the article being read, again if need be."""
        self.desk.briefing.brief_current()

    def brief_all(self) -> None:
        """Brief all that have none, or another than is chosen now."""
        self.desk.briefing.brief_all()

    def cancel(self) -> None:
        """Stop the brief of the article being read, or else the one being written."""
        self.desk.briefing.cancel()

    def cancel_all(self) -> None:
        """Stop all briefs."""
        self.desk.briefing.cancel_all()

    def undo(self) -> None:
        """Take the last change back: of the queue where one is in it, else of the brief."""
        if self.board.focused_pane == 0 and self.desk.undo_step():
            return
        self.desk.edits.undo()

    def redo(self) -> None:
        """Take it again."""
        if self.board.focused_pane == 0 and self.desk.redo_step():
            return
        self.desk.edits.redo()

    # --- length and engine

    def shorter(self) -> None:
        """The next shorter length."""
        self.desk.briefing.shorter()

    def longer(self) -> None:
        """The next longer length."""
        self.desk.briefing.longer()

    def length(self) -> None:
        """Choose a length."""
        choices = [
            Choice(str(words), locale.text(f"tui.length.{name}"), locale.text("tui.length.words", n=words))
            for name, words in LENGTHS.items()
        ]

        def chosen(words: str | None) -> None:
            if words:
                self.desk.briefing.set_words(int(words))

        now = str(self.desk.preferences.words)
        self.app.push_screen(Choose(locale.text("tui.length.title"), choices, now=now), chosen)

    def engine(self) -> None:
        """Choose the engine."""
        text = locale.text
        choices = [Choice(name, text(f"tui.engine.{name}"), text(f"tui.engine.note.{name}")) for name in ENGINES]
        choices.append(Choice("model", text("tui.engine.model"), text("tui.engine.note.model")))
        choices.append(Choice("endpoint", text("tui.engine.endpoint"), text("tui.engine.note.endpoint")))
        now = self.desk.preferences.engine
        current = "endpoint" if now.endpoints else "model" if now.model else now.name
        self.app.push_screen(Choose(text("tui.engine.title"), choices, now=current), self._engine_chosen)

    def _engine_chosen(self, name: str | None) -> None:
        now, text = self.desk.preferences.engine, locale.text
        choose = self.desk.briefing.set_engine
        if name == "model":

            def model(value: str | None) -> None:
                if value:
                    choose(EngineChoice(now.name, model=value, threads=now.threads))

            ask = Ask(text("tui.engine.model"), now.model or "", hint=text("tui.engine.model_hint"))
            self.app.push_screen(ask, model)
        elif name == "endpoint":

            def endpoint(value: str | None) -> None:
                if value:
                    url, _, model = value.partition(" ")
                    choose(
                        EngineChoice(
                            now.name, endpoints=(url,), endpoint_model=model.strip() or None, threads=now.threads
                        )
                    )

            value = " ".join([*now.endpoints[:1], now.endpoint_model or ""]).strip()
            ask = Ask(text("tui.engine.endpoint"), value, hint=text("tui.engine.endpoint_hint"))
            self.app.push_screen(ask, endpoint)
        elif name:
            choose(EngineChoice(name, threads=now.threads))
