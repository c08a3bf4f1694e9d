"""Ce qu’un inconnu pourrait glisser dans une fiche, et le code qui le refuse."""

from fiches import SILVER_GEEK, remplacer

ATTAQUES = {
    "corps-html": [
        "<script>window.pirate = 1</script>",
        "<ScRiPt src=//mal.example/x.js></sCrIpT>",
        "Un <img src=x onerror=window.pirate=1> au milieu",
        "<svg/onload=window.pirate=1>",
        "<!-- commentaire --><b onmouseover='window.pirate=1'>x</b>",
        "</p><iframe srcdoc='<script>parent.pirate=1</script>'></iframe>",
        "<javascript:window.pirate=1>",
        "<https://a.example onmouseover=window.pirate=1>",
        "`<img src=x onerror=window.pirate=1>`",
        "<details open ontoggle=window.pirate=1>",
    ],
    "corps-lien": [
        "[cliquez](javascript:window.pirate=1)",
        "[cliquez](JaVaScRiPt:window.pirate=1)",
        "[cliquez]( \n javascript:window.pirate=1)",
        "[cliquez](java&#115;cript:window.pirate=1)",
        "[cliquez](&#x6A;avascript:window.pirate=1)",
        "[cliquez](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
        "[cliquez](vbscript:msgbox)",
        "[cliquez][la]\n\n[la]: javascript:window.pirate=1",
        "[cliquez][la]\n\n> [la]:\n> data:text/html,x",
        "[cliquez](//mal.example/)",
        "[cliquez](../../../mkdocs.yml)",
        "[cliquez](file:///etc/passwd)",
        "[cliquez [là] ici](javascript:window.pirate=1)",
        "[`]`](javascript:window.pirate=1)",
        "[cliquez\\]ici](javascript:window.pirate=1)",
        "![x][p]\n\n[p]: https://mal.example/pixel.png",
        "![x [y] z](https://mal.example/pixel.png)",
        '[cliquez](/outils/dla/ "titre")',
        "[cliquez](/outils/dla/#nulle-part)",
    ],
    "corps-image": [
        "![x](javascript:window.pirate=1)",
        "![x](https://mal.example/pixel.png)",
        "![x](data:image/svg+xml,x)",
        "![x](a.svg)",
    ],
    "corps-accolade": [
        "Un mot{: onclick=window.pirate=1 }",
        "{{ config.site_dir }}",
        "{% include 'mkdocs.yml' %}",
        "## Titre {#x style='position:fixed'}",
    ],
    "corps-inclusion": ['--8<-- "mkdocs.yml"', ';--8<-- "mkdocs.yml"', "-8<-\nmkdocs.yml\n-8<-"],
    "corps-titre": ["---\ntemplate: 404.html\n---", "Titre\n====="],
}
TOUTES = [(code, attaque) for code, attaques in ATTAQUES.items() for attaque in attaques]
REPERE = "## Résultats\n"


def avec(attaque: str) -> str:
    return remplacer(SILVER_GEEK, REPERE, f"{REPERE}\n{attaque}\n")
