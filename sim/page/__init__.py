"""One self-contained page that runs a scenario again in the reader's own browser.

`opening` leaves a model's choices open; `asking` and `engine_text` print its engine in
JavaScript; the modules in `js/` run it, draw it and answer the reader.
"""
