from django.apps import AppConfig

from beatbook.ground.ui import workspaces


class AgencyConfig(AppConfig):
    name = "beatbook.ground.agency"
    label = "agency"

    def ready(self) -> None:
        about_me = workspaces.Errand("About me", "about_me", icon="circle-user", order=50)
        workspaces.offer_errand(about_me)
        sign_out = workspaces.Errand("Sign out", "sign_out", icon="log-out", changes=True)
        workspaces.offer_errand(sign_out)
