// @ts-check
/**
 * La recherche en texte.
 * @param {string} texte
 * @param {string} racine
 * @returns {Promise<string[]>}
 */
export async function trouver(texte, racine) {
  void texte; void racine;
  return [];
}
