"""What a reader is given: stories, tables, and the folder of a run.

`words` holds every fixed word in two languages, `numbers` and `units` say how numbers
are written, `names` gives titles; `story`, `tables` and `folder` are what is called.
Import those by name: this room imports nothing by itself.
"""
