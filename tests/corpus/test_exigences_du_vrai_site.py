"""Ce que l’on exige de tout site construit, sur celui du vrai contenu."""

from exigences import *  # noqa: F403
from exigences_breves import *  # noqa: F403
from exigences_obstacles import *  # noqa: F403
from exigences_territoires import *  # noqa: F403
