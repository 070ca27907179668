"""The accounts' tables."""

from mingcha.accounts.models.api_token import ApiToken
from mingcha.accounts.models.role_grant import RoleGrant
from mingcha.accounts.models.saved_view import SavedView
from mingcha.accounts.models.sign_in_attempt import SignInAttempt
from mingcha.accounts.models.user import User

__all__ = ["ApiToken", "RoleGrant", "SavedView", "SignInAttempt", "User"]
