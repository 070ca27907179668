"""The messages' tables."""

from mingcha.inbox.models.delivery import Delivery, DeliveryState
from mingcha.inbox.models.message import Message, Reading

__all__ = ["Delivery", "DeliveryState", "Message", "Reading"]
