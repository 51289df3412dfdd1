"""Words that several pictures use."""

STATUS_WORDS = {
    "factual": "stated as fact",
    "ended": "ended",
    "planned": "planned",
    "alleged": "alleged",
    "denied": "denied",
    "hypothetical": "if or maybe",
}
