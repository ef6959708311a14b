"""From a request's body to the answer's: parsed, checked and written down by botocore's model of CloudFormation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from traceback import format_exception
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from botocore.validate import ParamValidator
from moto.core.model import OperationModel, ServiceModel
from moto.core.parse import QueryParser
from moto.core.serialize import QuerySerializer, SerializationContext
from moto.core.utils import get_service_model
from werkzeug.datastructures import MultiDict

from tapstack.endpoint.formation.operations import operations
from tapstack.findings import TapstackError
from tapstack.simulate.engine import StackError
from tapstack.simulate.engine.errors import invalid
from tapstack.simulate.stackset import StackSetError

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account

Answer = tuple[int, Mapping[str, str], bytes]
_XML = {"Content-Type": "text/xml"}


def answer(account: Account, region: str, body: bytes) -> Answer:
    """Status, headers and body of the answer to a request of CloudFormation's query protocol."""
    request_id = account.cloud.next_id("request")
    values = MultiDict[str, str]()
    try:
        values = _values(body)
        model = _model(values.get("Action", ""))
        params = _params(model, values)
        result = _work(model)(account, region, params)
    except (StackError, StackSetError) as error:
        return _refusal(error.code, error.message, request_id)
    except TapstackError as error:
        return _refusal("ValidationError", f"Template format error: {error.message}", request_id)
    except Exception as error:  # noqa: BLE001  whoever asked gets an answer, and the server goes on
        account.said(f"internal error in {values.get('Action')}: {''.join(format_exception(error))}")
        return _refusal("InternalFailure", f"{type(error).__name__}: {error}", request_id, 500)
    written = QuerySerializer(model, SerializationContext(request_id)).serialize(dict(result))
    text = written["body"]
    return 200, _XML, text.encode() if isinstance(text, str) else text


def _values(body: bytes) -> MultiDict[str, str]:
    try:
        given = parse_qs(body.decode(), keep_blank_values=True, strict_parsing=bool(body))
    except (UnicodeDecodeError, ValueError) as error:
        raise StackError("MalformedQueryString", "The query string contains a syntax error.") from error
    return MultiDict({name: found[-1] for name, found in given.items()})


def _model(action: str) -> OperationModel:
    if not action:
        raise StackError("MissingAction", "The request must contain the parameter Action.")
    model = _service()
    if action not in model.operation_names:
        raise StackError("InvalidAction", f"Could not find operation {action} for version {model.api_version}")
    return model.operation_model(action)


def _work(model: OperationModel) -> Any:
    work = operations().get(model.name)
    if work is None:
        raise StackError("UnsupportedOperation", f"tapstack serve does not answer {model.name}.")
    return work


def _params(model: OperationModel, values: MultiDict[str, str]) -> dict[str, Any]:
    """The members of the request. Raises StackError for those that the model does not take."""
    try:
        params: dict[str, Any] = QueryParser(model).parse({"values": values})
    except ValueError as error:
        raise invalid(f"1 validation error detected: {error}") from error
    if model.input_shape is not None:
        report = ParamValidator().validate(params, model.input_shape)
        if report.has_errors():
            raise invalid(f"1 validation error detected: {report.generate_report().splitlines()[0]}")
    return params


@cache
def _service() -> ServiceModel:
    model: ServiceModel = get_service_model("cloudformation")
    return model


def _refusal(code: str, message: str, request_id: str, status: int = 0) -> Answer:
    space = "http://cloudformation.amazonaws.com/doc/2010-05-15/"
    told = f"<Type>Sender</Type><Code>{escape(code)}</Code><Message>{escape(message)}</Message>"
    body = f'<ErrorResponse xmlns="{space}"><Error>{told}</Error><RequestId>{request_id}</RequestId></ErrorResponse>'
    return status or _status(code), _XML, body.encode()


def _status(code: str) -> int:
    """The HTTP status of an error. Source: the model's error shapes; 400 for what it does not know."""
    for shape in _service().error_shapes:
        if code in (shape.error_code, shape.name):
            return int(shape.metadata.get("error", {}).get("httpStatusCode", 400))
    return 400
