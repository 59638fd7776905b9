"""For the classroom: a lesson around a scenario, to print, to play and to check.

Read in this order: `markup` writes HTML, `sheets` makes documents of printed pages;
`lessons` gathers what a lesson says of one scenario and one future; a module for each
document (`note`, `plan`, `script`, `roles`, `handout`, `debrief`, `rubrics`,
`evidence`, `key`, `sets`); `kit` puts them into a folder. `records` is the file in
which a class's decisions are kept, `codes` the receipt that proves a future, and
`students` gives each student a seed.
"""
