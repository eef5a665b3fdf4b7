"""(placeholder until the real one arrives)"""
import re
from ihl_check.events.model import Count, Span
def read_count(text, begin, end):
    m=re.search(r"\d+", text[begin:end])
    n=int(m.group()) if m else None
    return Count(Span(begin,end,text[begin:end]), n, n)
