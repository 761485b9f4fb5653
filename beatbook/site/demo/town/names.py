"""Every invented name in town. None is a person's; a street name is used once."""

from __future__ import annotations

AVENUES_WEST = ["Linden", "Juniper", "Mulberry", "Hawthorn", "Sycamore", "Rowan", "Larch", "Hazel"]
"""The streets that run beside Castle Street, from it westward."""

AVENUES_EAST = ["Anchor", "Compass", "Mast", "Keel", "Beacon", "Tiller"]
"""The same, from Castle Street to the shore."""

NORTHGATE_HILLS = {
    "loops": ["Foxglove Drive", "Meadowlark Drive", "Larkspur Drive", "Bluestem Drive",
              "Clover Ridge Drive", "Goldenrod Drive", "Fescue Drive", "Switchgrass Drive"],
    "lanes": ["Thistle Lane", "Sorrel Lane", "Yarrow Lane", "Teasel Lane", "Burdock Lane",
              "Chicory Lane", "Mallow Lane", "Vetch Lane", "Campion Lane", "Bedstraw Lane",
              "Tansy Lane", "Speedwell Lane", "Milkweed Lane"],
    "courts": ["Wren Court", "Siskin Court", "Bunting Court", "Linnet Court", "Plover Court",
               "Kestrel Court", "Dunlin Court", "Grosbeak Court", "Warbler Court", "Junco Court",
               "Pipit Court", "Vireo Court", "Tanager Court", "Oriole Court", "Catbird Court",
               "Phoebe Court", "Bobolink Court", "Nuthatch Court", "Towhee Court", "Dipper Court"],
}  # fmt: skip

ORCHARD_HILL = {
    "loops": ["Russet Drive", "Pippin Drive", "Orchard Hill Drive", "Medlar Drive"],
    "lanes": ["Quince Lane", "Damson Lane", "Cider Lane", "Ladder Lane", "Basket Lane",
              "Windfall Lane"],
    "courts": ["Cherry Court", "Apricot Court", "Bramley Court", "Nectarine Court", "Plum Court",
               "Pear Court", "Almond Court", "Walnut Court"],
}  # fmt: skip

BAYVIEW = {
    "loops": ["Seaglass Drive", "Driftwood Drive", "Spindrift Drive", "Sandpiper Drive",
              "Saltgrass Drive", "Sea Lavender Drive", "Horizon Drive"],
    "lanes": ["Shell Lane", "Tidepool Lane", "Kelp Lane", "Pebble Lane", "Eelgrass Lane",
              "Limpet Lane", "Bayberry Lane", "Samphire Lane", "Wrack Lane", "Cockle Lane",
              "Scallop Lane", "Breaker Lane"],
    "courts": ["Cormorant Court", "Egret Court", "Puffin Court", "Heron Court", "Osprey Court",
               "Tern Court", "Gannet Court", "Petrel Court", "Skimmer Court", "Eider Court",
               "Curlew Court", "Godwit Court",
               "Whimbrel Court", "Sanderling Court", "Turnstone Court", "Kittiwake Court"],
}  # fmt: skip

HALLS = ["Tidewater Hall", "Beacon Hall", "Marsh Hall", "Heron Hall", "Estuary Science Center",
         "Granite Hall", "Alder Library", "Saltworks Theater", "Quarry Hall", "Juniper Hall",
         "Lighthouse Hall", "Driftwood Hall", "Meridian Hall", "Sextant Engineering Building",
         "Cove Hall", "Rope Hall", "Barnacle Gymnasium", "Student Commons"]  # fmt: skip

SHOPS = [
    ("convenience", ["Corner Lantern Market", "Four Tides Mini Mart", "Red Awning Market",
                     "Night Heron Market", "Union Corner Store", "Rail Stop Market",
                     "Cove Convenience", "Lighthouse Mini Mart", "Oak Door Market"]),
    ("bakery", ["Salt and Crumb Bakery", "Rising Tide Bakery", "Morning Bell Bakery"]),
    ("supermarket", ["Harvest Wharf Grocery", "Alder Fresh Foods", "Northgate Foods"]),
    ("books", ["Compass Rose Books", "Dog-Ear Books"]),
    ("clothes", ["Spindle and Thread", "Second Tide Clothing", "Blue Button",
                 "Gull and Oar Outfit"]),
    ("hairdresser", ["Shear Delight", "The Clip Joint", "Harbor Cuts", "Mirror Lane Salon"]),
    ("hardware", ["Nuts and Bolts Hardware", "Old Vise Hardware"]),
    ("bicycle", ["Spoke and Chain", "Freewheel Cycles"]),
    ("laundry", ["Bubble Line Laundry", "Spin City Laundromat", "White Sail Laundry"]),
    ("alcohol", ["Cask and Cork", "Tenth Street Liquors"]),
    ("mobile_phone", ["Bright Signal Phones"]),
    ("florist", ["Thorn and Petal", "Marsh Marigold Flowers"]),
    ("car_repair", ["Crank and Piston Garage", "Four Wheels Auto Repair"]),
    ("charity", ["Second Harbor Thrift"]),
]  # fmt: skip
"""(shop=*, names)"""

AMENITIES = [
    ("cafe", ["The Copper Kettle", "Fog Horn Coffee", "Slow Tide Cafe", "Quarter Bell Cafe",
              "Second Cup Cafe", "Bean and Buoy"]),
    ("restaurant", ["The Brass Lantern", "Oyster Stairs", "Three Anchors Grill", "Saffron Table",
                    "Noodle Wharf", "Mill Race Kitchen", "Taqueria La Ola", "Red Maple Diner",
                    "Olive and Thyme", "Pier Nine Chowder House"]),
    ("fast_food", ["Quick Clam", "Sunrise Bagels", "Slice of the Bay", "Wok This Way",
                   "Burger Buoy"]),
    ("bar", ["The Crooked Mast", "Low Tide Tavern", "The Bellringer", "Switchman's Rest"]),
    ("pharmacy", ["Mortar and Pestle Pharmacy", "Bayside Pharmacy", "Northgate Pharmacy"]),
    ("bank", ["Alder Savings Bank", "Harbor Credit Union", "First Tide Bank"]),
    ("dentist", ["Bright Bay Dental"]),
    ("veterinary", ["Paws and Claws Animal Clinic"]),
    ("fuel", ["Ringside Gas", "Union Fuel", "Last Exit Gas"]),
    ("childcare", ["Little Sails Child Care", "Acorn House Child Care"]),
    ("cinema", ["The Lantern Cinema"]),
    ("post_office", ["Alder Bay Post Office"]),
]  # fmt: skip
"""(amenity=*, names)"""


def ordinal(number: int) -> str:
    """``ordinal(22) == "22nd"``."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
