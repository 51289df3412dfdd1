"""The words of a claim."""

from tests.extract.said import claims


def test_one_of_several_has_the_role_of_one() -> None:
    """Who is one of the senators is a senator."""
    found = claims("Nina Moro, one of the Green Party's most outspoken senators, has resigned.")
    roles = [dict(claim.qualifiers).get("role") for claim in found if claim.predicate == "memberOf"]
    assert roles
    assert set(roles) == {"senator"}
