"""Every call that a simulation makes to a service passes here.

Guards may refuse it, answers may stand in for the service, and watchers are told of it once it has succeeded.
"""

from tapstack.simulate.cloud.calls.attach import attach, connected
from tapstack.simulate.cloud.calls.call import Call, CallRefusedError
from tapstack.simulate.cloud.calls.switchboard import Answer, Guard, Switchboard, Watcher

__all__ = ["Answer", "Call", "CallRefusedError", "Guard", "Switchboard", "Watcher", "attach", "connected"]
