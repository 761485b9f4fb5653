"""The officer's phone: my call, my status in big buttons, notes, and where I am while on duty.

A desk composes and never decides: it reads the calls duty and the force, and posts to their own
endpoints. In the browser the page's rows change by the board's ``apply`` alone, and what was tapped
and not yet answered is laid over them by the same function (``static/field/mine.js``), so that
whatever holds the taps in between changes nothing else.
"""
