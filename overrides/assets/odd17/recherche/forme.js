// @ts-check
/**
 * La forme du dialogue de recherche. Elle est ici, et non dans chaque page : sans JavaScript, elle ne servirait à rien.
 */

const FORME = `
<form role="search">
  <label for="o-question">Chercher dans le site</label>
  <div class="o-dialogue__champ">
    <input id="o-question" type="search" autocomplete="off" maxlength="200" placeholder="mécénat, aidants…" enterkeyhint="search">
    <button type="button" class="o-bouton--discret" data-fermer>Fermer</button>
  </div>
  <fieldset class="o-dialogue__familles" data-familles hidden><legend class="o-invisible">Parmi</legend><div></div></fieldset>
</form>
<p role="status"></p>
<ol class="o-lignes" data-liste></ol>
<p class="o-rang o-dialogue__suite"><button type="button" class="o-bouton--discret" data-suite hidden>Afficher la suite</button> <a data-explorer hidden>Affiner dans l’explorateur</a></p>
<p class="o-discret o-dialogue__presque" data-presque hidden>Aussi, avec une partie de ces mots\u00a0:</p>
<ol class="o-lignes" data-proches></ol>
<template><li><p class="o-note o-majuscule" data-nom></p><a href="#"></a><p data-extrait></p></li></template>`;

const CHOIX = `<label><input type="radio" name="famille"><span></span> <span class="o-effectif"></span></label>`;

/**
 * Le dialogue, vide, prêt à entrer dans la page.
 * @param {Iterable<[famille: string, nom: string]>} familles  ce parmi quoi l’on peut chercher, dans l’ordre ; la première est choisie
 * @returns {HTMLDialogElement}
 */
export function former(familles) {
  const dialogue = document.createElement("dialog");
  dialogue.className = "o-dialogue";
  dialogue.setAttribute("aria-label", "Chercher dans le site");
  dialogue.innerHTML = FORME;
  const choix = [...familles].map(([famille, nom], rang) => {
    const un = document.createRange().createContextualFragment(CHOIX);
    Object.assign(/** @type {HTMLInputElement} */ (un.querySelector("input")), { value: famille, defaultChecked: rang === 0 });
    /** @type {HTMLElement} */ (un.querySelector("span")).textContent = nom;
    return un;
  });
  dialogue.querySelector("fieldset > div")?.append(...choix);
  return dialogue;
}
