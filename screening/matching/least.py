"""The least that each thing costs that speaks against two names, whether persons or organisations bear them: what a bound of their score is made of."""

from screening.matching import organizations, persons

CHANCE = min(persons.CHANCE, organizations.CHANCE)
CONTRADICTION = min(persons.CONTRADICTION, organizations.CONTRADICTION)

ADDITION = min(
    persons.ADDITION, persons.DOUBTED_OMISSION, organizations.ADDITION, organizations.DOUBTED_OMISSION
)
"""Of weight left over in our name only, where several words agree."""

OMISSION = min(persons.PLACED_OMISSION, persons.OMISSION, organizations.OMISSION)
"""The same in the listed name only, ..."""

SAME_FORM_OMISSION = min(OMISSION, organizations.SAME_FORM_OMISSION)
"""... and of a single word of an organisation's."""

LONE_OMISSION = min(persons.LONE_OMISSION, organizations.LONE_OMISSION)
"""Of weight left over on either side where a single word agrees."""
