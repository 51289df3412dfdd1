"""The page's filters in a real Chromium: what they hide, count, say, and keep in the address."""

from __future__ import annotations

import pytest
from election import JI, MWM, PPP, PTI, entity, say
from screen import shown, wait_for

from kg.model import StoredClaim
from kg.view import Filter, alliances

pytestmark = pytest.mark.browser


def expected(claims: list[StoredClaim], **filters) -> list[str]:
    """The edges that `kg view` itself draws under these filters, as `screen.shown` writes them."""
    network = alliances(claims, {}, only=Filter(**filters))
    found = [
        f"{data['predicate']} {data['status']} {one} {other}"
        for one, other, data in network.edges(data=True)
    ]
    return sorted(found)


@pytest.mark.parametrize(
    ("filters", "presses"),
    [
        ({}, []),
        (
            {"source": ["courier", "ledger", "dispatch", "observer"]},
            [("source", "Margalla Weekly (sample)")],
        ),
        (
            {"status": ["factual", "ended", "planned", "alleged"]},
            [("status", "denied"), ("status", "hypothetical")],
        ),
        ({"cls": ["Party", "Alliance", "Organization"]}, [("cls", "Person")]),
    ],
)
def test_boxes_draw_what_the_command_line_would(show, election, filters, presses) -> None:
    """Each box hides just the lines that the same filter of `kg view` leaves out."""
    tab = show(election)
    tab.locator("#outlets > summary").click()
    for facet, value in presses:
        tab.locator(f"#by-{facet} input[value='{value}']").uncheck()
    assert shown(tab) == expected(election, **filters)


def test_a_minimum_of_sources_draws_what_the_command_line_would(show, election) -> None:
    """Two independent sources: the thin lines go."""
    tab = show(election)
    tab.locator("#least").select_option("2")
    assert shown(tab) == expected(election, min_sources=2)
    assert 0 < len(shown(tab)) < tab.evaluate("kgView.edges.length")


def test_sources_are_counted_as_the_build_counts_them(show) -> None:
    """Three papers with two texts are two sources, and two when one of the papers is left out."""
    claims = [
        say(PTI, "alliedWith", MWM, f"As {outlet} has it.", outlet=outlet, origin=origin)
        for outlet, origin in (("courier", "wire"), ("ledger", "wire"), ("weekly", "own"))
    ]
    tab = show(claims)
    counted = "kgView.edges[0].voices"
    assert tab.evaluate(counted) == tab.evaluate("kgView.edges[0].sources") == 2
    tab.locator("#outlets > summary").click()
    tab.locator("#by-source input[value='Indus Courier (sample)']").uncheck()
    assert tab.evaluate(counted) == 2
    tab.locator("#by-source input[value='Harbour Ledger (sample)']").uncheck()
    assert tab.evaluate(counted) == 1


@pytest.mark.parametrize("days", [1, 3, 6])
def test_the_slider_draws_what_was_printed_by_then(show, election, days) -> None:
    """The right handle draws just the lines that `kg view --to` draws."""
    tab = show(election)
    tab.locator("#until").fill(str(days))
    until = tab.evaluate(f"kgView.steps[{days}]")
    assert shown(tab) == expected(election, until=until)
    assert until[-2:].lstrip("0") in tab.locator("#printed").inner_text()
    tab.locator("#from").fill("1")
    since = tab.evaluate("kgView.steps[1]")
    assert shown(tab) == expected(election, since=since, until=until)


def test_the_keyboard_moves_the_slider(show, election) -> None:
    """An arrow key is one step, and the handles do not pass each other."""
    tab = show(election)
    last = tab.evaluate("kgView.steps.length") - 1
    tab.locator("#until").press("ArrowLeft")
    assert tab.evaluate("kgView.shown.until") == last - 1
    tab.locator("#until").press("Home")
    tab.locator("#from").press("End")
    assert tab.evaluate("[kgView.shown.from, kgView.shown.until]") == [0, 0]
    assert tab.locator("#until").get_attribute("aria-valuetext").startswith("until ")


def test_play_goes_on_until_it_is_paused(show, election) -> None:
    """The button starts at the first day, adds lines day by day, and stops when pressed again."""
    tab = show(election)
    everything = len(shown(tab))
    tab.locator("#play").click()
    assert tab.locator("#play").get_attribute("aria-label") == "Pause"
    assert len(shown(tab)) < everything
    wait_for(tab, "kgView.shown.until >= 3")
    tab.locator("#play").click()
    here = tab.evaluate("kgView.shown.until")
    tab.wait_for_timeout(1000)
    assert tab.evaluate("kgView.shown.until") == here
    assert tab.locator("#play").get_attribute("aria-label") == "Play"
    assert "until=" in tab.url or here == tab.evaluate("kgView.steps.length") - 1


def test_play_ends_with_everything_shown(show) -> None:
    """At the last step it stops by itself."""
    claims = [
        say(PTI, "alliedWith", MWM, "a", published="2024-02-10"),
        say(PTI, "opposes", PPP, "b", published="2024-02-12"),
    ]
    tab = show(claims)
    tab.locator("#play").click()
    assert len(shown(tab)) == 1
    wait_for(tab, "document.getElementById('play').getAttribute('aria-label') === 'Play'")
    assert len(shown(tab)) == 2


def test_who_wants_less_motion_steps_by_hand(show, election) -> None:
    """With reduced motion nothing plays: each press of the button is one day."""
    tab = show(election, reduced_motion="reduce")
    assert tab.locator("#play").get_attribute("aria-label") == "Next step"
    tab.locator("#play").click()
    assert tab.evaluate("kgView.shown.until") == 0
    tab.wait_for_timeout(1000)
    assert tab.evaluate("kgView.shown.until") == 0
    tab.locator("#play").click()
    assert tab.evaluate("kgView.shown.until") == 1


@pytest.mark.parametrize(
    ("dates", "steps"),
    [
        (("2024-02-28", "2024-03-02"), ["2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02"]),
        (("2023-11-30", "2024-03-02"), ["2023-11-30"[:10]]),
        (("2022-11-30", "2023-02"), ["2022-11-30"]),
        (
            ("2022-08-31", "2023-02-01"),
            ["2022-08", "2022-09", "2022-10", "2022-11", "2022-12", "2023-01", "2023-02"],
        ),
        (("1999", "2012-06-01"), [str(year) for year in range(1999, 2013)]),
        (("2024-02-10", "nonsense"), []),
        (("2024-02-10", "2024-02-10"), []),
    ],
)
def test_steps_follow_the_span(show, dates, steps) -> None:
    """Days for weeks, months for years, years for decades; no slider where there is one day."""
    claims = [
        say(PTI, "opposes", each, "q", published=date)
        for each, date in zip((JI, PPP), dates, strict=True)
    ]
    tab = show(claims)
    found = tab.evaluate("kgView.steps")
    assert found[: len(steps)] == steps or not steps
    assert tab.locator("#time").is_visible() == bool(steps)
    if len(steps) > 1:
        assert found == steps


def test_what_has_no_date_is_in_no_stretch_of_time(show) -> None:
    """As with `kg view --from`, an undated passage counts only while all time does."""
    claims = [
        say(PTI, "opposes", JI, "a", published=None),
        say(PTI, "opposes", PPP, "b", published="2024-02-10"),
        say(PTI, "opposes", MWM, "c", published="2024-02-12"),
    ]
    tab = show(claims)
    assert len(shown(tab)) == 3
    tab.locator("#until").fill("1")
    assert shown(tab) == expected(claims, until="2024-02-11")


def test_counts_follow_the_filters(show, election) -> None:
    """The number at each box is how many lines it shows under the other filters."""
    tab = show(election)
    tab.locator("#until").fill("3")
    tab.locator("#by-status input[value=denied]").uncheck()
    for facet, place in (("predicate", 0), ("status", 1)):
        for label in tab.locator(f"#by-{facet} label").all():
            value = label.locator("input").get_attribute("value")
            count = int(label.locator(".count").inner_text())
            if label.locator("input").is_checked():
                assert count == sum(each.split()[place] == value for each in shown(tab))


def test_a_name_without_a_line_goes_with_its_lines(show, election) -> None:
    """With only "opposes" left, those who neither oppose nor are opposed are not drawn."""
    tab = show(election)
    for box in tab.locator("#by-predicate input:not([value=opposes])").all():
        box.uncheck()
    drawn = """kgView.nodes.filter((node) => !kgView.network.body.nodes[node.id].options.hidden)
        .map((node) => node.iri).sort()"""
    ends = {end for each in shown(tab) for end in each.split()[2:]}
    assert set(tab.evaluate(drawn)) == ends


def test_the_sentence_says_what_is_filtered_and_one_button_undoes_it(show, election) -> None:
    """ "Shows 4 of 43 relations" appears with the first filter and goes with the last."""
    tab = show(election)
    assert not tab.locator("#filtered").is_visible()
    tab.locator("#by-status input[value=denied]").uncheck()
    tab.locator("#until").fill("3")
    text = tab.locator("#filtered").inner_text()
    assert f"Shows {len(shown(tab))} of {tab.evaluate('kgView.edges.length')} relations" in text
    assert "printed 10" in text
    tab.locator("#filtered .clear").click()
    assert not tab.locator("#filtered").is_visible()
    assert len(shown(tab)) == tab.evaluate("kgView.edges.length")


def test_passages_outside_the_filters_are_one_press_away(show, election) -> None:
    """A relation of three passages, of which one passes: one is shown, two wait under a heading."""
    tab = show(election)
    tab.locator("#until").fill("0")
    tab.evaluate("kgView.choose({node: kgView.nodes.find((node) => node.short === 'PTI').id})")
    assert tab.locator("#panel .outside").count() >= 1
    assert "outside the filters" in tab.locator("#panel .outside").first.text_content()


def test_only_the_neighbourhood_of_a_name(show, election) -> None:
    """The button in a name's panel hides what is not tied to it, and pressed again shows it."""
    tab = show(election)
    tab.evaluate("kgView.choose({node: kgView.nodes.find((node) => node.short === 'TTAP').id})")
    tab.locator("#around").click()
    around = {each for edge in shown(tab) for each in edge.split()[2:]}
    assert (
        len(around)
        == len(
            {
                *alliances(election, {})
                .to_undirected()
                .neighbors(entity("Alliance", "Tehreek Tahafuz-e-Ayin-e-Pakistan").id)
            }
        )
        + 1
    )
    tab.locator("#around").click()
    assert len(shown(tab)) == tab.evaluate("kgView.edges.length")


def test_the_address_brings_back_the_same_picture(show, election) -> None:
    """What is chosen and filtered stands in the #fragment; opened again it is all there."""
    tab = show(election)
    tab.locator("#by-status input[value=denied]").uncheck()
    tab.locator("#until").fill("4")
    tab.locator("#until").dispatch_event("change")
    tab.evaluate("kgView.choose({node: kgView.nodes.find((node) => node.short === 'PTI').id})")
    before, fragment = shown(tab), "#" + tab.url.partition("#")[2]
    again = show(election, fragment=fragment)
    assert shown(again) == before
    assert again.locator("#panel h2").inner_text() == "Pakistan Tehreek-e-Insaf"
    assert not again.locator("#by-status input[value=denied]").is_checked()


def test_a_new_fragment_in_an_open_page_is_followed(show, election) -> None:
    """As when a link to the same page is pressed."""
    tab = show(election)
    tab.evaluate(
        "location.hash = '#no-status=denied&entity=' + encodeURIComponent(kgView.nodes[0].iri)"
    )
    wait_for(tab, "!kgView.edges.some((edge) => edge.shown && edge.status === 'denied')")
    assert tab.locator("#panel h2").inner_text() == tab.evaluate("kgView.nodes[0].name")


@pytest.mark.parametrize(
    "fragment",
    [
        "#entity=https://nowhere.example/x&relation=a|b",
        "#from=9999&until=0001",
        "#from=2024-02-30&until=x&least=-1&around=__proto__",
        "#least=1e9&no-status=constructor&no-nothing=1",
        "#%E0%A4%A",
        "#" + "a=b&" * 5000,
    ],
)
def test_a_strange_fragment_does_no_harm(show, election, fragment) -> None:
    """What the page does not know it passes over."""
    tab = show(election, fragment=fragment)
    assert tab.locator("#panel h2").inner_text() == "What the sources say"
    assert tab.evaluate("kgView.shown.from <= kgView.shown.until")
