"""What is said to a chat model and how its answers are read; the only home of LangChain.

`chat.py` and `failures.py` alone import LangChain, and only where a model is configured.
"""
