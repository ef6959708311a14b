"""The resource types of SNS."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.sns.subscription import Subscription
from tapstack.simulate.adapters.sns.topic import Topic
from tapstack.simulate.adapters.sns.topic_policy import TopicPolicy

ADAPTERS: tuple[type[Adapter], ...] = (Subscription, Topic, TopicPolicy)

__all__ = ["ADAPTERS"]
