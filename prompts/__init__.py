"""What is said to a chat model and how its answers are read; the only home of LangChain.

`chat.py` alone imports LangChain and is imported only where a model is configured.
"""
