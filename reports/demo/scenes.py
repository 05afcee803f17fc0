"""What the illustrations show. Sheets of 1600 x 1067, the lowest 158 left to the label; nobody has a face."""

from reports.demo import scenery as art
from reports.demo.scenery import Sheet


def permanent_crossing(s: Sheet) -> None:
    art.landscape(s)
    for x, size in ((90, 170), (240, 140), (1390, 150), (1530, 180)):
        art.tree(s, x, 700, size)
    art.road(s)
    for x in (430, 1080):
        s.box(x, 420, 90, 350, "#f3eddf")
        s.box(x + 18, 520, 54, 90, art.RIVER_LIGHT, 6)
    s.box(400, 400, 800, 46, "#f3eddf")
    art.gable(s, 430, 402, 740, 190, art.RIVER, eaves=60)
    s.box(610, 408, 380, 36, art.WHITE, 4)
    s.box(650, 419, 300, 14, art.RIVER, 4)
    s.box(250, 640, 150, 190, "#f3eddf", 4)
    s.box(235, 625, 180, 26, art.RIVER, 4)
    s.box(272, 672, 106, 62, art.RIVER_LIGHT, 4)
    art.truck(s, 760, 768, 230, art.SAFFRON)
    art.barrier(s, 420, 770, 330, lift=110)
    art.person(s, 360, 868, 170, art.KHAKI, hat=art.OLIVE)
    art.person(s, 1120, 850, 165, art.NAVY, hat=art.NAVY)
    for x, shirt in ((1220, art.CLAY), (1275, art.LEAF), (1330, "#d8b36a")):
        art.person(s, x, 862, 150, shirt, hat=art.SAND if shirt != art.LEAF else "", brim=shirt != art.LEAF)


def trade_point(s: Sheet) -> None:
    art.landscape(s, ground="#b3c594", sun=360)
    s.poly([(1000, 640), (1140, 640), (1600, 800), (1600, 930), (1380, 930)], art.RIVER_LIGHT)
    s.poly([(1030, 640), (1110, 640), (1600, 850), (1600, 890)], "#86b0b8")
    art.road(s, at=640, wide=760, narrow=150, fill=art.SAND)
    for x, size in ((60, 210), (1250, 150), (1400, 130), (1500, 160)):
        art.tree(s, x, 690, size, dark=x > 1300)
    for x in (190, 500):
        s.box(x, 560, 16, 240, "#7b5b3b")
    s.poly([(140, 575), (556, 575), (500, 470), (196, 470)], "#8a6a3d")
    s.line([(140, 575), (556, 575)], "#6d5230", 9)
    art.table(s, 210, 710, 290, 100)
    for x, fruit in ((250, art.SAFFRON), (330, art.LEAF), (410, art.CLAY)):
        art.basket(s, x, 712, 70, fruit)
    art.barrier(s, 905, 760, -330, lift=60)
    s.box(960, 600, 14, 190, "#7b5b3b")
    s.box(900, 570, 140, 74, art.RIVER, 6)
    s.box(922, 592, 96, 10, art.WHITE, 3)
    s.box(922, 612, 66, 10, art.WHITE, 3)
    for x, y, shirt in ((560, 840, art.CLAY), (760, 885, "#d8b36a")):
        art.person(s, x, y, 165, shirt, hat=art.SAND, brim=True)
        art.basket(s, x + 62, y, 70, art.SAFFRON)
    art.person(s, 1010, 860, 170, art.KHAKI, hat=art.OLIVE)


def briefing(s: Sheet) -> None:
    s.box(0, 0, art.WIDTH, 700, "#efe7d8")
    s.box(0, 690, art.WIDTH, 380, "#c9ab83")
    s.box(0, 676, art.WIDTH, 18, "#a9794a")
    s.box(90, 130, 260, 330, art.WHITE, 6)
    s.box(106, 146, 228, 298, "#c5dcdd")
    s.box(212, 146, 12, 298, art.WHITE)
    s.box(470, 110, 660, 390, art.INK, 10)
    s.box(486, 126, 628, 358, art.WHITE)
    s.box(530, 160, 300, 24, art.RIVER, 4)
    for n, (high, tone) in enumerate(
        ((90, art.RIVER), (150, art.RIVER_LIGHT), (120, art.LEAF), (200, art.SAFFRON), (60, art.CLAY))
    ):
        s.box(546 + n * 62, 440 - high, 40, high, tone, 4)
    s.line([(536, 440), (860, 440)], art.INK, 4)
    for n in range(5):
        s.disc(910, 232 + n * 46, 9, None, art.SAFFRON if n == 1 else art.LEAF)
        s.box(934, 225 + n * 46, 130 - (n % 3) * 26, 14, "#cfc8b8", 4)
    s.box(1250, 170, 240, 160, art.RIVER, 6)
    s.box(1275, 205, 190, 14, art.WHITE, 4)
    s.box(1275, 240, 140, 14, art.RIVER_LIGHT, 4)
    s.box(1275, 270, 165, 14, art.RIVER_LIGHT, 4)
    art.person(s, 1200, 700, 330, art.KHAKI, legs="#6d6243")
    s.line([(1160, 470), (1080, 420)], "#7b5b3b", 7)
    s.poly([(240, 740), (1360, 740), (1500, 820), (100, 820)], "#a9794a")
    s.box(100, 820, 1400, 34, "#8a6a3d")
    for n, x in enumerate((330, 520, 720, 930, 1130, 1290)):
        s.box(x - 34, 756, 68, 40, art.WHITE, 3)
        s.disc(x + 56, 776, 12, 8, art.RIVER_PALE if n % 2 else art.SAND)
    for x, shirt in (
        (230, art.NAVY),
        (450, art.KHAKI),
        (680, "#d9d2c3"),
        (910, art.OLIVE),
        (1140, art.KHAKI),
        (1370, art.CLAY),
    ):
        art.seated(s, x, 1000, 260, shirt)


def consultation(s: Sheet) -> None:
    art.landscape(s, sun=1380)
    for x, size in ((110, 250), (300, 190), (1330, 210), (1500, 260)):
        art.tree(s, x, 730, size, dark=x in (110, 1500))
    s.box(330, 800, 940, 46, "#cbbfa3", 6)
    for x in (400, 800, 1180):
        s.box(x, 420, 24, 390, "#7b5b3b")
    art.gable(s, 400, 424, 804, 230, art.CLAY, eaves=90)
    s.box(560, 470, 480, 54, art.WHITE, 6)
    s.box(600, 490, 400, 14, art.RIVER, 4)
    for x, shirt in ((540, art.KHAKI), (690, "#d9d2c3"), (910, art.RIVER_LIGHT), (1060, art.NAVY)):
        s.disc(x, 596, 27, 31, art.HAIR)
        s.box(x - 46, 624, 92, 130, shirt, 28)
    art.table(s, 450, 700, 700, 110)
    for x in (560, 700, 900, 1040):
        s.box(x - 30, 686, 60, 12, art.WHITE, 3)
    for x, tone in ((630, art.LEAF), (800, art.SAFFRON), (970, art.LEAF)):
        s.box(x - 9, 664, 18, 36, art.RIVER_PALE, 4)
        s.disc(x, 658, 16, 12, tone)
    for x, shirt in ((620, art.OLIVE), (800, art.CLAY), (985, art.KHAKI)):
        art.seated(s, x, 905, 200, shirt)


def joint_checkpoint(s: Sheet) -> None:
    art.landscape(s, ground="#b6c79a", sun=300)
    s.poly([(0, 690), (art.WIDTH, 690), (art.WIDTH, 760), (0, 760)], "#9a9f9a")
    art.road(s, at=860)
    for x, size in ((70, 180), (200, 150), (1480, 190)):
        art.tree(s, x, 690, size)
    for x in (180, 560):
        s.box(x, 560, 14, 270, art.STONE)
    s.poly([(130, 590), (624, 590), (377, 440)], art.RIVER)
    s.poly([(130, 590), (300, 590), (377, 440)], "#1d6173")
    s.box(130, 586, 494, 22, art.WHITE)
    art.table(s, 220, 730, 300, 90)
    s.box(260, 706, 60, 24, art.WHITE, 3)
    s.box(360, 700, 44, 30, art.INK, 4)
    art.truck(s, 770, 830, 330, art.RIVER, load="#d8c9a4")
    art.person(s, 700, 872, 190, art.OLIVE, hat=art.OLIVE)
    art.person(s, 1160, 878, 190, art.KHAKI, hat=art.KHAKI)
    art.person(s, 300, 850, 175, "#d9d2c3", hat=art.NAVY)
    art.person(s, 440, 850, 175, art.NAVY)
    art.person(s, 1290, 866, 185, "#8c3420", hat=art.INK)
    for x in (620, 1230, 1360, 540):
        s.poly([(x - 24, 905), (x + 24, 905), (x + 5, 838), (x - 5, 838)], art.SAFFRON)
        s.poly([(x - 15, 878), (x + 15, 878), (x + 10, 860), (x - 10, 860)], art.WHITE)
    s.box(1390, 600, 14, 230, art.STONE)
    s.disc(1397, 580, 62, None, art.CLAY)
    s.disc(1397, 580, 50, None, art.WHITE)
    s.box(1357, 571, 80, 18, art.CLAY, 4)


def patrol(s: Sheet) -> None:
    art.landscape(s, ground="#9db884", sun=1180)
    art.hill(s, 690, 30, 210, 1.0, "#7f9f68")
    for x, size in ((60, 250), (200, 200), (330, 170), (1330, 190), (1450, 240), (1570, 280)):
        art.tree(s, x, 760, size, dark=True)
    s.poly([(1180, 700), (1240, 700), (1060, 800), (1180, 930), (560, 930), (780, 800)], art.SAND)
    s.poly([(300, 790), (352, 790), (360, 900), (292, 900)], "#e3ddcf")
    s.poly([(300, 790), (326, 766), (352, 790)], art.WHITE)
    s.box(284, 896, 84, 18, art.STONE)
    walkers = ((1190, 730, 80), (1140, 752, 98), (1070, 786, 122), (1000, 826, 150), (900, 862, 178), (770, 900, 206))
    for n, (x, y, tall) in enumerate(walkers):
        tone = art.OLIVE if n % 2 else "#4f6a5a"
        art.person(s, x, y, tall, tone, legs="#46512f", hat="#3f4a2b" if n % 2 else art.INK)
        s.box(x - tall * 0.085, y - tall * 0.78, tall * 0.17, tall * 0.24, "#39432a", tall * 0.04)


def labourers_orchard(s: Sheet) -> None:
    art.landscape(s, ground="#b7c98f", sun=260)
    for row, (y, size) in enumerate(((690, 150), (770, 230), (880, 330))):
        for n in range(9 - row * 2):
            art.tree(s, -30 + row * 70 + n * (190 + row * 130), y, size, fruit="#d8b36a", dark=row == 2)
    art.basket(s, 560, 905, 90, "#d8b36a")
    art.basket(s, 1010, 890, 80, "#d8b36a")
    for x, foot, tall, shirt in (
        (430, 890, 200, art.CLAY),
        (690, 905, 215, art.RIVER_LIGHT),
        (1120, 895, 205, "#d8b36a"),
    ):
        art.person(s, x, foot, tall, shirt, hat=art.SAND, brim=True)
    s.line([(870, 905), (930, 640)], "#7b5b3b", 9)
    s.line([(940, 905), (966, 640)], "#7b5b3b", 9)
    for step in range(7):
        y = 880 - step * 36
        s.line([(870 + (905 - y) * 0.22, y), (940 + (905 - y) * 0.1, y)], "#7b5b3b", 7)
    art.person(s, 930, 800, 195, art.LEAF_DEEP, hat=art.SAND, brim=True)


def center_office(s: Sheet) -> None:
    art.landscape(s, ground="#c2cfa6", sun=240)
    for x, size in ((80, 220), (1480, 240), (1350, 180)):
        art.tree(s, x, 770, size)
    s.box(300, 470, 940, 350, "#f3eddf")
    s.box(300, 790, 940, 34, "#cbbfa3")
    art.gable(s, 300, 474, 940, 220, art.RIVER, eaves=70)
    s.box(480, 490, 580, 70, art.WHITE, 6)
    s.disc(525, 525, 24, None, art.RIVER)
    s.line([(512, 530), (522, 518), (532, 532), (540, 520)], art.WHITE, 5)
    s.box(566, 506, 440, 16, art.INK, 4)
    s.box(566, 534, 330, 12, art.RIVER_LIGHT, 4)
    s.box(700, 610, 150, 210, art.RIVER_LIGHT, 4)
    s.box(771, 610, 8, 210, "#f3eddf")
    for x in (370, 530, 920, 1080):
        s.box(x, 620, 110, 110, art.RIVER_LIGHT, 4)
        s.box(x + 51, 620, 8, 110, "#f3eddf")
    s.poly([(650, 824), (900, 824), (1010, 915), (540, 915)], art.SAND)
    s.box(1140, 745, 12, 140, "#7b5b3b")
    s.box(1270, 745, 12, 140, "#7b5b3b")
    s.box(1110, 690, 200, 120, "#a9794a", 4)
    for x, y, tone in (
        (1128, 706, art.WHITE),
        (1196, 704, art.SUN),
        (1250, 708, art.WHITE),
        (1140, 758, art.RIVER_PALE),
        (1214, 756, art.WHITE),
    ):
        s.box(x, y, 46, 40, tone, 2)
    art.person(s, 640, 884, 190, art.KHAKI)
    art.person(s, 930, 890, 185, art.CLAY)
    art.person(s, 1000, 893, 180, "#d9d2c3")
    for x, tone in ((352, art.LEAF), (430, art.LEAF_LIGHT), (1010, art.LEAF)):
        s.disc(x, 792, 44, 34, tone)
        s.box(x - 30, 800, 60, 36, art.CLAY, 6)


def market(s: Sheet) -> None:
    art.landscape(s, ground=art.SAND, sun=820)
    for x, stripe in ((40, art.CLAY), (560, art.RIVER), (1080, art.LEAF)):
        s.box(x + 20, 600, 440, 180, "#d9c7a0")
        art.awning(s, x, 560, 480, 270, stripe)
        art.table(s, x + 30, 720, 420, 100)
        for n, fruit in enumerate((art.SAFFRON, art.CLAY, art.LEAF, "#d8b36a")):
            art.basket(s, x + 85 + n * 102, 722, 84, fruit)
        art.person(s, x + 180, 716, 170, "#d9d2c3", hat=art.SAND, brim=True)
        art.table(s, x + 30, 720, 420, 100)
        for n, fruit in enumerate((art.SAFFRON, art.CLAY, art.LEAF, "#d8b36a")):
            art.basket(s, x + 85 + n * 102, 722, 84, fruit)
    for x, y, tall, shirt in (
        (330, 892, 200, art.RIVER_LIGHT),
        (480, 880, 190, art.CLAY),
        (820, 900, 205, art.OLIVE),
        (1240, 890, 195, art.NAVY),
        (1370, 900, 200, "#d8b36a"),
    ):
        art.person(s, x, y, tall, shirt)
