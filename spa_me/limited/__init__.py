"""Reading files that strangers made: in a child process with limits, never in the app itself.

A task is a function `Message -> Message` in a module that imports little; its name stands in
`tasks.TASKS`, and `running.run_limited` does it. Messages are JSON and plain bytes, so that nothing
that a hostile file could have put into an answer is ever run.

On Linux the child has limits on memory, processor time, new files, written files and new processes;
on macOS the system does not hold the one on memory. On Windows there is only the time after which
it is ended.

This module imports nothing: the child loads it, too, and has to start within a few hundredths of a
second.
"""
