"""The topics of Reuters-21578 as queries."""

from __future__ import annotations

# The topics with at least nine articles, in words that people would search for.
# fmt: off
TOPICS = {
    "acq": "mergers acquisitions", "earn": "earnings and earnings forecasts", "money-fx": "money foreign exchange",
    "crude": "crude oil", "grain": "grain", "trade": "trade", "interest": "interest rates", "wheat": "wheat",
    "ship": "shipping", "corn": "corn", "dlr": "US dollar", "oilseed": "oilseed", "money-supply": "money supply",
    "sugar": "sugar", "gnp": "gross national domestic product", "coffee": "coffee", "veg-oil": "vegetable oil",
    "gold": "gold", "nat-gas": "natural gas", "soybean": "soybeans", "bop": "balance of payments",
    "livestock": "livestock", "cpi": "consumer price index", "reserves": "foreign reserves", "copper": "copper",
    "cocoa": "cocoa", "jobs": "unemployment jobs", "carcass": "meat carcass", "yen": "Japanese yen", "rice": "rice",
    "iron-steel": "iron and steel", "ipi": "industrial production index", "gas": "gasoline", "cotton": "cotton",
    "alum": "aluminium", "barley": "barley", "meal-feed": "meal feed", "rubber": "rubber", "zinc": "zinc",
    "palm-oil": "palm oil", "pet-chem": "petrochemicals", "silver": "silver", "sorghum": "sorghum",
    "rapeseed": "rapeseed", "lead": "lead", "tin": "tin", "strategic-metal": "strategic metals",
    "wpi": "wholesale price index", "orange": "orange juice", "fuel": "fuel oil", "soy-meal": "soybean meal",
    "retail": "retail sales", "hog": "hogs", "soy-oil": "soybean oil", "heat": "heating oil",
    "housing": "housing starts", "stg": "pound sterling", "income": "personal income", "sunseed": "sunflower seed",
    "lei": "leading economic indicators", "lumber": "lumber", "tea": "tea", "dmk": "Deutsche mark", "oat": "oats",
    "platinum": "platinum", "nickel": "nickel", "groundnut": "groundnuts", "l-cattle": "live cattle",
}
# fmt: on
