"""What people would use, one file each, each run in an environment of its own: `python -m bench.rivals.NAME check|measure FOLDER`.

They read the workload from the folder and print one line of JSON: `check` their answers, `measure` their CPU seconds.
"""
