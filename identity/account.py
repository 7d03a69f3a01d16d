"""The steps of signing in: the portal's own (`people.sign_in`), and a second factor where it is asked for."""

from people import sign_in

MFA_STAGE = "allauth.mfa.stages.AuthenticateStage"
OUR_STAGE = "identity.second_factor.Stage"


class Adapter(sign_in.Adapter):
    def get_login_stages(self) -> list[str]:
        return [OUR_STAGE if stage == MFA_STAGE else stage for stage in super().get_login_stages()]
