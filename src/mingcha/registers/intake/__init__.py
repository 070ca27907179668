"""From the rows of a file to the registers: what a file says, what it would change, changing it.

``reading`` takes a file in, ``comparing_*`` writes what each row would do as ``ImportRow``, and
``applying_*`` does what those rows say; no step reads the file again.
"""
