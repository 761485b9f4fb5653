"""What happens in a town, and what is said about it: tables only. Every person here is invented."""

from __future__ import annotations

from dataclasses import dataclass

HOME, BUSINESS, CORNER = "home", "business", "corner"

CALLS_PER_UNIT = 0.92
"""Calls an hour for each unit at the busiest hour."""

# How busy each hour of the day is, midnight first, measured by the busiest.
HOURS = (
    0.66, 0.58, 0.50, 0.42, 0.36, 0.36, 0.44, 0.60, 0.74, 0.80, 0.82, 0.86,
    0.90, 0.90, 0.90, 0.94, 1.00, 1.00, 0.98, 0.96, 0.94, 0.94, 0.88, 0.78,
)  # fmt: skip

REASONS = ("Report writing", "Meal", "At the station", "Refueling", "Court paperwork")

FIRST_NAMES = (
    "Alma", "Ben", "Carla", "Dev", "Edda", "Finn", "Greta", "Hugo", "Inez", "Jonah", "Kira",
    "Luis", "Mona", "Nils", "Odile", "Pavel", "Rhea", "Samir", "Tilda", "Uri", "Viola", "Wes",
)  # fmt: skip
LAST_NAMES = (
    "Abbot", "Barros", "Cline", "Dufour", "Egan", "Farrow", "Glass", "Haines", "Ibsen", "Jarrett",
    "Keane", "Lund", "Mercado", "Novak", "Ortega", "Pratt", "Quill", "Romero", "Stark", "Tran",
    "Underhill", "Vance", "Weller", "Yates", "Zeller",
)  # fmt: skip


@dataclass(frozen=True)
class Manner:
    """How one type of call goes.

    ``weights`` says how frequent it is in each four hours of the day, midnight first; ``endings``
    are dispositions with their weights.
    """

    weights: tuple[float, float, float, float, float, float]
    where: tuple[str, ...]
    minutes: tuple[float, float]
    endings: tuple[tuple[str, float], ...]
    notes: tuple[str, ...]
    later: tuple[str, ...] = ()
    found: tuple[str, ...] = ("Spoke with the caller.",)
    transport: float = 0.0


MANNERS: dict[str, Manner] = {
    "DOMESTIC": Manner(
        (1.6, 0.6, 0.5, 0.6, 1.0, 1.6),
        (HOME,),
        (25, 55),
        (("REPORT", 3), ("POLICE", 2), ("ASSISTED", 3), ("OK", 1)),
        (
            "Neighbors hear shouting upstairs, nothing breaking. One voice is a child's.",
            "Caller says her brother will not leave the kitchen. No weapons seen.",
            "Argument about keys, both still inside. Line stays open.",
        ),
        ("Caller has gone to the porch and waits there.", "It is quieter now. Child is upstairs."),
        ("Parties separated, both calm. Child is with the grandmother.", "Both sides heard."),
        0.15,
    ),
    "WELFARE": Manner(
        (0.7, 0.8, 1.6, 1.3, 1.2, 1.0),
        (HOME, HOME, BUSINESS),
        (12, 30),
        (("OK", 4), ("ASSISTED", 4), ("UTL", 1), ("REPORT", 1)),
        (
            "Has not answered the phone since last night. Mail in the box, car in the drive.",
            "Older man sitting on the steps for an hour, seems confused.",
            "Home aide cannot get in and nobody comes to the door.",
        ),
        ("Daughter is on the way with a key, 20 minutes.", "Caller hears a television inside."),
        ("Made contact, oriented and steady. Daughter informed.", "Sat down with water, better."),
        0.2,
    ),
    "VANDALISM": Manner(
        (1.2, 0.8, 1.4, 1.0, 1.0, 1.6),
        (BUSINESS, HOME),
        (12, 28),
        (("REPORT", 6), ("GOA", 2), ("UTL", 1), ("WARNING", 1)),
        (
            "Caller hears glass breaking behind the shop, two people with backpacks.",
            "Fresh paint on the side wall, still wet. Nobody seen.",
            "Four mailboxes knocked down along the street during the night.",
        ),
        ("Now walking north toward the park, one in a red jacket.", "Caller is inside, safe."),
        ("Photographed the damage.", "Owner shows a video of it; saved a copy."),
    ),
    "CRASH": Manner(
        (0.3, 1.5, 1.0, 1.2, 2.2, 0.7),
        (CORNER,),
        (18, 40),
        (("REPORT", 6), ("CITATION", 2), ("ASSISTED", 2)),
        (
            "Two cars, no injuries. Both pulled to the curb, one leaks coolant.",
            "Delivery van backed into a parked sedan. Driver is waiting.",
            "Rear-end collision at the light, right lane is blocked.",
        ),
        ("Tow truck called by one of the drivers.", "Traffic squeezes by on the left."),
        ("Information exchanged, lane open again.", "Measured and photographed, tow has left."),
    ),
    "SUSPICIOUS": Manner(
        (2.0, 1.0, 0.9, 0.9, 1.1, 2.0),
        (HOME, BUSINESS, CORNER),
        (6, 18),
        (("OK", 4), ("GOA", 4), ("UTL", 2), ("WARNING", 1)),
        (
            "Somebody tries the handles of parked cars. Gray hooded sweater.",
            "Man looks over fences along the alley, says he lost a cat.",
            "White van idles in front of the school for the third day.",
        ),
        ("Last seen turning the corner, on foot.",),
        ("Checked the block on foot.", "Identified: works for the water company."),
    ),
    "HAZARD": Manner(
        (0.6, 1.6, 1.2, 1.2, 1.6, 0.8),
        (CORNER,),
        (10, 35),
        (("ASSISTED", 6), ("OK", 2), ("UTL", 1)),
        (
            "Large branch across the right lane.",
            "Signal is dark in all directions.",
            "Ladder and lumber fell from a truck, cars swerve around it.",
        ),
        ("A second caller reports the same.",),
        ("Lane cleared, debris on the verge.", "Directed traffic until the crew came."),
    ),
    "NOISE": Manner(
        (3.2, 0.6, 0.3, 0.5, 1.0, 3.2),
        (HOME,),
        (6, 15),
        (("WARNING", 6), ("OK", 2), ("GOA", 2), ("CITATION", 1)),
        (
            "Loud music from the back yard, about thirty people.",
            "Dog barks without a break since nine.",
            "Power tools in the garage again.",
        ),
        ("Caller asks not to be named at the door.",),
        ("Host turned it down, will end by midnight.", "Quiet on arrival of the second minute."),
    ),
    "ANIMAL": Manner(
        (0.4, 1.2, 1.2, 1.2, 1.2, 0.6),
        (HOME, CORNER),
        (12, 40),
        (("ASSISTED", 5), ("GOA", 3), ("UTL", 2), ("WARNING", 1)),
        (
            "Brown dog loose, has a collar, runs between cars.",
            "Raccoon in a trash container, cannot get out.",
            "Injured goose at the edge of the road.",
        ),
        ("It has moved into the yard of the corner house.",),
        ("Caught it with a leash, owner called.", "Opened the lid with a pole; it left by itself."),
    ),
    "PARKING": Manner(
        (0.4, 1.2, 2.4, 2.4, 1.8, 0.9),
        (BUSINESS, HOME, CORNER),
        (5, 14),
        (("CITATION", 5), ("WARNING", 3), ("GOA", 3)),
        (
            "Blue hatchback blocks the driveway, owner unknown.",
            "Car on the hydrant since this morning.",
            "Truck double-parked, buses cannot pass.",
        ),
        (),
        ("Plate checked, owner came and moved it.", "Ticket on the windshield."),
    ),
    "FOUND": Manner(
        (0.2, 0.9, 1.6, 1.6, 1.2, 0.5),
        (BUSINESS, CORNER),
        (6, 14),
        (("REPORT", 6), ("ASSISTED", 2)),
        (
            "Child's bicycle left at the fence for two days.",
            "Wallet handed in at the counter, cards but no cash.",
            "Keys and a backpack on the bench.",
        ),
        (),
        ("Collected and tagged.", "Owner found by the name inside."),
    ),
}

# For a type of call that an agency made itself.
ANY = Manner(
    (1, 1, 1, 1, 1, 1),
    (HOME, BUSINESS, CORNER),
    (8, 25),
    (("ASSISTED", 3), ("REPORT", 2), ("OK", 2)),
    ("Caller asks for an officer and will explain in person.",),
)

# How long a dispatcher holds a call of each priority before sending somebody, in seconds.
HOLD_S = {1: (15, 50), 2: (35, 150), 3: (90, 480), 4: (420, 1500), 5: (900, 3000)}

SOURCES = (("phone", 14), ("911_transfer", 2), ("online", 2), ("walk_in", 1), ("radio", 1))


def manner(call_type: str) -> Manner:
    return MANNERS.get(call_type, ANY)


# How the police answer when they are asked: seconds after the call, how far, and what is said.
POLICE = (
    ((15, 60), "asked", "Sgt. on the desk"),
    ((70, 150), "accepted", "patrol car 3"),
    ((300, 600), "on_scene", ""),
    ((620, 960), "safe", ""),
)

# What is said of calls in a town whose map is no longer in use.
LEFT_BEHIND = "Simulated: another town's map is in use now, and nobody can go there. Closed."
NOT_ON_THIS_MAP = "Simulated: this place is not on the map in use. A person must end this call."
