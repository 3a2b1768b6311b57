"""Who wrote what, where: bylines, sources, sections and places for made articles, as often as a real archive has them.

Their own random numbers choose them, so that an article has the same date and text with them and without.
"""

from __future__ import annotations

import random
from itertools import accumulate

SHARE_WITHOUT_BYLINE = 0.1

_EQUALS = 100
"""The first ranks of Zipf's law that bylines have not: no reporter writes a tenth of all articles."""

SOURCES = (
    """
Reuters|Associated Press|Agence France-Presse|United Press International|Bloomberg|Dow Jones Newswires|Financial Times
The New York Times|The Wall Street Journal|The Washington Post|The Guardian|The Times|The Daily Telegraph
Los Angeles Times|Chicago Tribune|The Boston Globe|USA Today|The Globe and Mail|Toronto Star|The Sydney Morning Herald
The Age|The Australian|The Irish Times|The Scotsman|The Economist|Le Monde|Frankfurter Allgemeine Zeitung
Süddeutsche Zeitung|El País|Corriere della Sera|Neue Zürcher Zeitung|Der Standard|Dagens Nyheter|Aftenposten
The Japan Times|The Straits Times|South China Morning Post|The Times of India|The Hindu|The Jakarta Post
""".strip()
    .replace("\n", "|")
    .split("|")
)

SECTIONS = """
Business World Markets Politics Commodities Companies Technology Energy Sport Science Culture Opinion
""".split()

FIRST_NAMES = """
James Mary John Patricia Robert Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica
Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony Margaret Mark Sandra Donald Ashley
Steven Kimberly Paul Emily Andrew Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Dorothy George Melissa
Timothy Deborah Ronald Stephanie Edward Rebecca Jason Sharon Jeffrey Laura Ryan Cynthia Jacob Kathleen Gary Amy
Nicholas Angela Eric Shirley Jonathan Anna Stephen Brenda Larry Pamela Justin Emma Scott Nicole Brandon Helen
Benjamin Samantha Samuel Katherine Gregory Christine Alexander Debra Frank Rachel Patrick Carolyn Raymond Janet Jack
Catherine Dennis Maria Jerry Virginia
""".split()

LAST_NAMES = """
Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas
Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen
King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts
Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez
Smith Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood
Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Powell Jenkins
Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Gonzales Fisher Vasquez Simmons Romero Jordan Patterson
Alexander Hamilton Graham Reynolds Griffin Wallace Moreno West Cole Hayes Bryant Herrera Gibson Ellis Tran Medina
Aguilar Stevens Murray Ford Castro Marshall Owens Harrison Fernandez McDonald Woods Washington Kennedy Wells Vargas
Henry Chen Freeman Webb Tucker Guzman Burns Crawford Olson Simpson Porter Hunter Gordon Mendez Silva Shaw Snyder Mason
Dixon Munoz Hunt Hicks Holmes Palmer Wagner Black Robertson Boyd Rose Stone Salazar Fox Warren Mills Meyer Rice Schmidt
Garza Daniels Ferguson Nichols Stephens Soto Weaver Ryan Gardner Payne Grant Dunn Kelley Spencer Hawkins Arnold
""".split()

PLACES = (
    """
New York|London|Washington|Tokyo|Paris|Chicago|Brussels|Bonn|Geneva|Hong Kong|Los Angeles|Toronto|Frankfurt|Zurich
Rome|Singapore|Moscow|Beijing|Sydney|Houston|Vienna|Madrid|Amsterdam|Luxembourg|Dallas|Boston|San Francisco|Detroit
Ottawa|Melbourne|Seoul|Taipei|New Delhi|Bombay|Jakarta|Manila|Bangkok|Kuala Lumpur|Dubai|Riyadh|Kuwait|Bahrain|Baghdad
Tehran|Cairo|Jerusalem|Tel Aviv|Beirut|Damascus|Amman|Ankara|Istanbul|Athens|Belgrade|Budapest|Prague|Warsaw|Bucharest
Sofia|Berlin|Munich|Hamburg|Cologne|Stuttgart|Düsseldorf|Leipzig|Dresden|Basel|Bern|Milan|Turin|Naples|Venice|Florence
Bologna|Lisbon|Porto|Barcelona|Seville|Valencia|Bilbao|Lyon|Marseille|Toulouse|Bordeaux|Strasbourg|Nice|Lille|Antwerp
Ghent|Rotterdam|The Hague|Utrecht|Copenhagen|Aarhus|Stockholm|Gothenburg|Malmö|Oslo|Bergen|Helsinki|Turku|Reykjavik
Dublin|Cork|Belfast|Edinburgh|Glasgow|Aberdeen|Cardiff|Manchester|Liverpool|Birmingham|Leeds|Sheffield|Bristol|Oxford
Cambridge|Philadelphia|Atlanta|Miami|Denver|Seattle|Portland|Phoenix|San Diego|Minneapolis|Saint Louis|Kansas City
New Orleans|Pittsburgh|Cleveland|Cincinnati|Columbus|Indianapolis|Milwaukee|Memphis|Nashville|Charlotte|Baltimore
Buffalo|Tampa|Orlando|Austin|San Antonio|El Paso|Tulsa|Omaha|Des Moines|Salt Lake City|Las Vegas|Sacramento|San Jose
Oakland|Honolulu|Anchorage|Montreal|Vancouver|Calgary|Edmonton|Winnipeg|Quebec|Halifax|Mexico City|Guadalajara
Monterrey|Havana|Kingston|Nassau|Panama City|Managua|Tegucigalpa|Guatemala City|San Salvador|Caracas|Maracaibo|Bogota
Medellin|Quito|Guayaquil|Lima|La Paz|Santiago|Valparaiso|Buenos Aires|Cordoba|Rosario|Montevideo|Asuncion|Brasilia
Sao Paulo|Rio de Janeiro|Salvador|Recife|Porto Alegre|Belo Horizonte|Lagos|Abuja|Kano|Accra|Abidjan|Dakar|Bamako
Niamey|Monrovia|Freetown|Conakry|Nairobi|Mombasa|Kampala|Dar es Salaam|Addis Ababa|Khartoum|Mogadishu|Djibouti
Kinshasa|Luanda|Lusaka|Harare|Maputo|Gaborone|Windhoek|Johannesburg|Pretoria|Cape Town|Durban|Antananarivo|Port Louis
Tunis|Algiers|Oran|Rabat|Casablanca|Tripoli|Nicosia|Valletta|Doha|Muscat|Abu Dhabi|Sanaa|Aden|Kabul|Islamabad|Karachi
Lahore|Calcutta|Madras|Bangalore|Hyderabad|Colombo|Kathmandu|Dhaka|Rangoon|Hanoi|Saigon|Phnom Penh|Vientiane|Shanghai
Guangzhou|Shenzhen|Tianjin|Wuhan|Chongqing|Osaka|Nagoya|Kyoto|Yokohama|Kobe|Sapporo|Fukuoka|Hiroshima|Busan|Pyongyang
Ulan Bator|Almaty|Tashkent|Baku|Tbilisi|Yerevan|Kiev|Odessa|Minsk|Vilnius|Riga|Tallinn|Leningrad|Novosibirsk
Vladivostok|Canberra|Brisbane|Perth|Adelaide|Darwin|Hobart|Wellington|Auckland|Suva|Port Moresby|Honiara|Apia
""".strip()
    .replace("\n", "|")
    .split("|")
)


class Metadata:
    """The headers of made articles, the same for the same seed.

    Their frequencies fall with their rank, by Zipf's law: one source is in a quarter of the articles. Each of 100 first
    names with each of 200 last names makes 20,000 bylines, the most common of them in one of 600 articles.
    """

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(f"metadata {seed}")
        count = len(FIRST_NAMES) * len(LAST_NAMES)
        self._bylines = [_byline(number) for number in range(count)]
        self._weights = {
            "byline": _zipf(count, 1, _EQUALS),
            "source": _zipf(len(SOURCES), 1.05),
            "section": _zipf(len(SECTIONS), 0.7),
            "place": _zipf(len(PLACES), 0.9),
        }

    def of_next(self) -> dict[str, str]:
        """The header of the next article: `{"By": "Jane Smith", "Source": "Reuters", …}`. One in ten has no byline."""
        has_byline = self._chance.random() >= SHARE_WITHOUT_BYLINE
        byline = self._one(self._bylines, "byline")
        header = {
            "Source": self._one(SOURCES, "source"),
            "Section": self._one(SECTIONS, "section"),
            "Place": self._one(PLACES, "place"),
        }
        return {"By": byline, **header} if has_byline else header

    def _one(self, values: list[str], field: str) -> str:
        return self._chance.choices(values, cum_weights=self._weights[field])[0]


def _byline(number: int) -> str:
    """One of all combinations; neighbours in rank differ in both names."""
    last = number % len(LAST_NAMES)
    first = (number + number // len(LAST_NAMES)) % len(FIRST_NAMES)
    return f"{FIRST_NAMES[first]} {LAST_NAMES[last]}"


def _zipf(count: int, exponent: float, skipped: int = 0) -> list[float]:
    """The sums of weights that fall with the rank, for `random.choices`. Without the first ranks they fall slowly."""
    return list(accumulate((skipped + rank) ** -exponent for rank in range(1, count + 1)))
