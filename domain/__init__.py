"""The vocabulary of citemark: frozen types, ports and the error tree.

Standard library only. Every other room imports from here; this room imports from none.
"""
