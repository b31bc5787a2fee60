"""The sheets of a workbook: how a table is written, the charts under it, the words of the first sheet."""
