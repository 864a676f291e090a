"""Outlines that are drawn over the pictures, as tables: structures, throat, regions, other places.

Chosen by eye on the reference build, within the bones of landmarks.py: good for "feel here", not
for a surgeon. Nothing is worked out here; overlays.py lays all of it on each figure.
"""

from __future__ import annotations

# Controls are ("back", x, y), ("front", x, y), ("side", y, z) or ("near", x, y, z), all on the
# reference build.
STRUCTURES: dict[str, dict] = {
    "trapezius": {"name": "shoulder muscle (trapezius)", "tissue": "soft", "closed": True,
        "controls": [
        ("back", 0.002, 1.5480), ("back", 0.022, 1.5460), ("back", 0.0170, 1.5250),
        ("back", 0.0160, 1.5050), ("back", 0.0230, 1.4830), ("back", 0.040, 1.4650),
        ("near", 0.066, 1.4483, -0.003), ("near", 0.110, 1.4273, -0.0093),
        ("near", 0.160, 1.4070, -0.008), ("back", 0.150, 1.3900), ("back", 0.110, 1.3880),
        ("back", 0.074, 1.3800), ("back", 0.050, 1.3250), ("back", 0.022, 1.2500),
        ("back", 0.002, 1.1800), ("back", 0.002, 1.3200), ("back", 0.002, 1.4500)]},
    "sternocleidomastoid": {"name": "side neck muscle (sternocleidomastoid)", "tissue": "soft",
        "width_mm": 17, "controls": [("side", 1.5360, 0.0270), ("side", 1.5050, 0.0380),
                     ("near", 0.044, 1.4650, 0.0500), ("near", 0.030, 1.4250, 0.0640),
                     ("near", 0.012, 1.3950, 0.0730)],
        # its other head comes from the collarbone and goes under the first
        "second": {"width_mm": 12, "controls": [
            ("side", 1.4811, 0.0350), ("near", 0.0490, 1.4480, 0.0440),
            ("near", 0.0460, 1.4200, 0.0530), ("near", 0.0440, 1.3980, 0.0680)]}},
    "mastoid": {"name": "bone behind the ear", "tissue": "bone", "closed": True, "controls": [
        ("side", 1.5317, 0.0300), ("side", 1.5400, 0.0215), ("side", 1.5560, 0.0165),
        ("side", 1.5720, 0.0185), ("side", 1.5735, 0.0245), ("side", 1.5600, 0.0262),
        ("side", 1.5450, 0.0325)]},
    "acromion": {"name": "shoulder roof", "tissue": "bone", "closed": True, "controls": [
        ("near", 0.148, 1.4080, -0.028), ("near", 0.172, 1.4030, -0.020),
        ("near", 0.185, 1.3930, 0.000), ("near", 0.180, 1.3930, 0.018),
        ("near", 0.164, 1.4000, 0.014), ("near", 0.152, 1.4080, -0.008)]},
    "blade_border": {"name": "blade's inner border", "tissue": "bone", "width_mm": 5,
        "controls": [("back", 0.072, 1.3880), ("back", 0.074, 1.3398), ("back", 0.082, 1.2877),
                     ("back", 0.092, 1.2516)]},
    "brow_ridge": {"name": "eyebrow ridge", "tissue": "bone", "width_mm": 7,
        "controls": [("front", 0.010, 1.6030), ("front", 0.022, 1.6075), ("front", 0.035, 1.6095),
                     ("front", 0.047, 1.6060), ("front", 0.0545, 1.5990)]},
}  # fmt: skip
MIDDLE: dict[str, dict] = {
    "skull_edge": {"name": "skull edge", "tissue": "bone", "width_mm": 6, "controls": [
        ("side", 1.5330, 0.0280), ("back", 0.0520, 1.5450), ("back", 0.0360, 1.5490),
        ("back", 0.0180, 1.5480), ("back", 0.0, 1.5450), ("back", -0.0180, 1.5480),
        ("back", -0.0360, 1.5490), ("back", -0.0520, 1.5450), ("-side", 1.5330, 0.0280)]},
}  # fmt: skip
#: Knobs of bone on the midline: landmark, name, half width, half height, how far the middle lies
#: under the landmark (that of C2 is the top of its spine); mm.
KNOBS = {
    "occipital_bump": ("occipital_bump", "bump at the back of the head", 10, 7, 0),
    "c2": ("C2", "second neck bone", 7, 8, 8),
    "c7": ("C7", "neck knob", 8, 8, 0),
    "t1": ("T1", "knob below it", 7.5, 8, 0),
}
#: Which structures one feels or must know for a point.
STRUCTURES_OF = {
    "GB20": ["skull_edge", "occipital_bump", "mastoid", "trapezius", "sternocleidomastoid"],
    "GB21": ["c7", "acromion", "trapezius"],
    "GB14": ["brow_ridge"],
    "BL10": ["skull_edge", "c2", "trapezius"],
    "BL11": ["c7", "t1", "blade_border", "trapezius"],
    "TE17": ["mastoid", "sternocleidomastoid"],
    "LI4": ["metacarpal2"],
    "GV16": ["occipital_bump", "skull_edge", "trapezius"],
    "GV14": ["c7", "t1"],
    "BL2": ["brow_ridge"], "EX-HN3": ["brow_ridge"], "EX-HN5": ["brow_ridge"],
    "SI14": ["t1", "blade_border", "trapezius"], "SI15": ["c7", "blade_border", "trapezius"],
    "SI11": ["blade_border"], "EX-UE8": ["metacarpal2"],
}  # fmt: skip

#: Front and side of the throat, on the left from behind the jaw angle: under the jaw, then back up.
UNDER_JAW = [(1.5246, 0.0393), (1.5170, 0.0434), (1.5059, 0.0497), (1.4931, 0.0586),
              (1.4823, 0.0698), (1.4747, 0.0811)]  # fmt: skip
BEHIND = [(1.5192, 0.0335), (1.5112, 0.0334), (1.4979, 0.0365), (1.4812, 0.0441),
           (1.4565, 0.0548), (1.4306, 0.0650), (1.4177, 0.0676)]  # fmt: skip
THROAT = 1.4706, 1.4173

#: Areas one can mark as hurting, left side.
REGIONS = {
    "back_of_head": [("back", 0.002, 1.5530), ("back", 0.030, 1.5560), ("side", 1.5620, 0.0120),
                     ("side", 1.6000, 0.0000), ("side", 1.6400, 0.0020), ("back", 0.035, 1.6620),
                     ("back", 0.002, 1.6680)],
    "neck": [("back", 0.002, 1.5400), ("back", 0.036, 1.5420), ("side", 1.5260, 0.0250),
             ("side", 1.4950, 0.0250), ("near", 0.055, 1.4550, 0.0080),
             ("near", 0.050, 1.4450, -0.0150), ("back", 0.028, 1.4480), ("back", 0.002, 1.4480)],
    "forehead": [("front", 0.002, 1.6130), ("front", 0.030, 1.6160), ("front", 0.050, 1.6120),
                 ("front", 0.054, 1.6330), ("front", 0.042, 1.6540), ("front", 0.002, 1.6580)],
    "temple": [("side", 1.6080, 0.1170), ("side", 1.5900, 0.1130), ("side", 1.5850, 0.0960),
               ("side", 1.5980, 0.0830), ("side", 1.6250, 0.0900), ("side", 1.6330, 0.1060)],
    "shoulder": [("near", 0.056, 1.4480, -0.0080), ("near", 0.090, 1.4360, 0.0080),
                 ("near", 0.140, 1.4150, 0.0080), ("near", 0.186, 1.3900, 0.0040),
                 ("near", 0.192, 1.3620, -0.0200), ("back", 0.150, 1.3880), ("back", 0.090, 1.3960),
                 ("near", 0.056, 1.4280, -0.0380)],
    "upper_back": [("back", 0.003, 1.4350), ("back", 0.045, 1.4180), ("back", 0.085, 1.3850),
                   ("back", 0.118, 1.3300), ("back", 0.100, 1.2550), ("back", 0.050, 1.2400),
                   ("back", 0.003, 1.2400)],
}  # fmt: skip

#: Where the article's words seem to point; judged by us, on the left.
ARTICLE = {
    "GB20": [("side", 1.4895, 0.0240), ("back", 0.0400, 1.5130)],
    "GB21": [("near", 0.122, 1.4280, -0.010)],
    "GB14": [("back", 0.0220, 1.5250), ("back", 0.0220, 1.4640)],
    "BL10": [("back", 0.0480, 1.2300)],
    "BL11": [("back", 0.0330, 1.5260)],
    "TE17": [("back", 0.0300, 1.5440)],
}
