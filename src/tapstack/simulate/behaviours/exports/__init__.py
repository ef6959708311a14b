"""DynamoDB's exports of tables to S3."""

from tapstack.simulate.behaviours.exports.exports import Exports

__all__ = ["Exports"]
