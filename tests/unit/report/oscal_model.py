"""What NIST's model of assessment results requires of the parts that we write, in our own words.

compliance-trestle, which has the whole model, reads the same documents in ``tests/peers/test_oscal.py``.
Source: https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/assessment-results/json-reference/
"""

from typing import Any

Schema = dict[str, Any]
UUID = {"type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
LINE = {"type": "string", "pattern": r"^[^\n]+$"}
STRING = {"type": "string", "pattern": r"^\S(.*\S)?$"}
TOKEN = {"type": "string", "pattern": r"^[A-Za-z_][A-Za-z0-9_.-]*$"}
TEXT = {"type": "string", "minLength": 1}


def thing(required: Schema, **optional: Schema) -> Schema:
    """An object with these members and no others; an underscore in a name stands for a hyphen."""
    optional = {name.replace("_", "-"): schema for name, schema in optional.items()}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": {**required, **optional},
    }


def some(schema: Schema) -> Schema:
    """OSCAL has no empty lists."""
    return {"type": "array", "minItems": 1, "items": schema}


def references(name: str) -> Schema:
    return some(thing({name: UUID}))


_KIND: Schema = {"class": TOKEN}
PROPS = some(thing({"name": TOKEN, "value": STRING}, ns={"type": "string", "format": "uri"}, remarks=TEXT, **_KIND))
BY_ID = some(thing({"control-id": TOKEN}))
OBSERVATION = thing(
    {
        "uuid": UUID,
        "description": TEXT,
        "methods": some({"enum": ["EXAMINE", "INTERVIEW", "TEST", "UNKNOWN"]}),
        "collected": TIME,
    },
    title=LINE,
    props=PROPS,
    types=some({"enum": ["ssp-statement-issue", "control-objective", "mitigation", "finding", "historic"]}),
    subjects=some(
        thing(
            {
                "subject-uuid": UUID,
                "type": {"enum": ["component", "inventory-item", "location", "party", "user", "resource"]},
            }
        )
    ),
    relevant_evidence=some(thing({"description": TEXT}, href=STRING)),
)
FINDING = thing(
    {
        "uuid": UUID,
        "title": LINE,
        "description": TEXT,
        "target": thing(
            {
                "type": {"enum": ["statement-id", "objective-id"]},
                "target-id": TOKEN,
                "status": thing(
                    {"state": {"enum": ["satisfied", "not-satisfied"]}},
                    reason={"enum": ["pass", "fail", "other"]},
                    remarks=TEXT,
                ),
            }
        ),
    },
    props=PROPS,
    related_observations=references("observation-uuid"),
    related_risks=references("risk-uuid"),
)
RISK = thing(
    {"uuid": UUID, "title": LINE, "description": TEXT, "statement": TEXT, "status": TOKEN},
    props=PROPS,
    deadline=TIME,
    remediations=some(
        thing(
            {
                "uuid": UUID,
                "lifecycle": {"enum": ["recommendation", "planned", "completed"]},
                "title": LINE,
                "description": TEXT,
            }
        )
    ),
    related_observations=references("observation-uuid"),
)
DEFINITIONS = thing(
    {},
    inventory_items=some(thing({"uuid": UUID, "description": TEXT}, props=PROPS)),
    assessment_assets=thing(
        {"assessment-platforms": some(thing({"uuid": UUID}, title=LINE))},
        components=some(
            thing(
                {
                    "uuid": UUID,
                    "type": STRING,
                    "title": LINE,
                    "description": TEXT,
                    "status": thing({"state": {"const": "operational"}}),
                },
                props=PROPS,
            )
        ),
    ),
)
SELECTION = {
    "oneOf": [
        thing({"include-controls": BY_ID}, description=TEXT, exclude_controls=BY_ID),
        thing({"include-all": thing({})}, description=TEXT, exclude_controls=BY_ID),
    ]
}
RESULT = thing(
    {
        "uuid": UUID,
        "title": LINE,
        "description": TEXT,
        "start": TIME,
        "reviewed-controls": thing({"control-selections": some(SELECTION)}),
    },
    end=TIME,
    props=PROPS,
    local_definitions=DEFINITIONS,
    observations=some(OBSERVATION),
    risks=some(RISK),
    findings=some(FINDING),
    remarks=TEXT,
)
HASHED = thing(
    {"href": STRING},
    hashes=some(thing({"algorithm": {"const": "SHA-256"}, "value": {"type": "string", "pattern": "^[0-9a-f]{64}$"}})),
)
MATTER = thing(
    {"uuid": UUID}, title=LINE, description=TEXT, props=PROPS, citation=thing({"text": LINE}), rlinks=some(HASHED)
)
METADATA = thing({"title": LINE, "last-modified": TIME, "version": STRING, "oscal-version": {"const": "1.2.1"}})
SCHEMA = thing(
    {
        "assessment-results": thing(
            {
                "uuid": UUID,
                "metadata": METADATA,
                "import-ap": thing({"href": STRING}, remarks=TEXT),
                "results": some(RESULT),
            },
            back_matter=thing({"resources": some(MATTER)}),
        )
    }
)
