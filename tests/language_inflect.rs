//! Forms made from a lemma and a model, against forms written by hand.

use linjassa::language::{Morphology, Reading};

const NOUN_MODEL: &str = "talo talon taloa talossa talosta taloon talolla talolta talolle talona taloksi talotta talot talojen taloja taloissa taloista taloihin taloilla taloilta taloille taloina taloiksi talomme talossamme talossaan";
const NOUNS: &[(&str, &str)] = &[
    (
        "toimi",
        "toimi toimen toimea toimessa toimesta toimeen toimella toimelta toimelle toimena toimeksi toimetta toimet toimien toimia toimissa toimista toimiin toimilla toimilta toimille toimina toimiksi toimemme toimessamme toimessaan",
    ),
    (
        "teko",
        "teko teon tekoa teossa teosta tekoon teolla teolta teolle tekona teoksi teotta teot tekojen tekoja teoissa teoista tekoihin teoilla teoilta teoille tekoina teoiksi tekomme teossamme teossaan",
    ),
    (
        "kunta",
        "kunta kunnan kuntaa kunnassa kunnasta kuntaan kunnalla kunnalta kunnalle kuntana kunnaksi kunnatta kunnat kuntien kuntia kunnissa kunnista kuntiin kunnilla kunnilta kunnille kuntina kunniksi kuntamme kunnassamme kunnassaan",
    ),
    (
        "asukas",
        "asukas asukkaan asukasta asukkaassa asukkaasta asukkaaseen asukkaalla asukkaalta asukkaalle asukkaana asukkaaksi asukkaatta asukkaat asukkaiden asukkaita asukkaissa asukkaista asukkaisiin asukkailla asukkailta asukkaille asukkaina asukkaiksi asukkaamme asukkaassamme asukkaassaan",
    ),
    (
        "suunnitelma",
        "suunnitelma suunnitelman suunnitelmaa suunnitelmassa suunnitelmasta suunnitelmaan suunnitelmalla suunnitelmalta suunnitelmalle suunnitelmana suunnitelmaksi suunnitelmatta suunnitelmat suunnitelmien suunnitelmia suunnitelmissa suunnitelmista suunnitelmiin suunnitelmilla suunnitelmilta suunnitelmille suunnitelmina suunnitelmiksi suunnitelmamme suunnitelmassamme suunnitelmassaan",
    ),
    (
        "kehitys",
        "kehitys kehityksen kehitystä kehityksessä kehityksestä kehitykseen kehityksellä kehitykseltä kehitykselle kehityksenä kehitykseksi kehityksettä kehitykset kehitysten kehityksiä kehityksissä kehityksistä kehityksiin kehityksillä kehityksiltä kehityksille kehityksinä kehityksiksi kehityksemme kehityksessämme kehityksessään",
    ),
];

const VERB_MODEL: &str = "sanon sanot sanoo sanomme sanotte sanovat sanoin sanoi sanoimme sanoivat sanotaan sanottiin sanoisi sanottaisiin sanoa sanoen sanoessa sanottaessa sanomalla sanomatta sanomaan sanottu sanonut sanova sanottava";
const VERBS: &[(&str, &str)] = &[
    (
        "viedä",
        "vien viet vie viemme viette vievät vein vei veimme veivät viedään vietiin veisi vietäisiin viedä vieden viedessä vietäessä viemällä viemättä viemään viety vienyt vievä vietävä",
    ),
    (
        "tehdä",
        "teen teet tekee teemme teette tekevät tein teki teimme tekivät tehdään tehtiin tekisi tehtäisiin tehdä tehden tehdessä tehtäessä tekemällä tekemättä tekemään tehty tehnyt tekevä tehtävä",
    ),
    (
        "kokeilla",
        "kokeilen kokeilet kokeilee kokeilemme kokeilette kokeilevat kokeilin kokeili kokeilimme kokeilivat kokeillaan kokeiltiin kokeilisi kokeiltaisiin kokeilla kokeillen kokeillessa kokeiltaessa kokeilemalla kokeilematta kokeilemaan kokeiltu kokeillut kokeileva kokeiltava",
    ),
    (
        "aloittaa",
        "aloitan aloitat aloittaa aloitamme aloitatte aloittavat aloitin aloitti aloitimme aloittivat aloitetaan aloitettiin aloittaisi aloitettaisiin aloittaa aloittaen aloittaessa aloitettaessa aloittamalla aloittamatta aloittamaan aloitettu aloittanut aloittava aloitettava",
    ),
];

fn reading(morphology: &Morphology, form: &str, lemma: &str) -> Reading {
    let word = morphology.word(form);
    let found = word
        .readings
        .iter()
        .find(|reading| *reading.lemma == *lemma);
    found
        .unwrap_or_else(|| panic!("{form} has a reading of {lemma}"))
        .clone()
}

#[test]
fn forms_are_made_like_their_model() {
    let morphology = Morphology::new();
    let mut wrong = Vec::new();
    let mut all = 0;
    for (model, model_lemma, words) in [(NOUN_MODEL, "talo", NOUNS), (VERB_MODEL, "sanoa", VERBS)] {
        for (lemma, forms) in words {
            for (model_form, form) in model.split(' ').zip(forms.split(' ')) {
                let like = reading(&morphology, model_form, model_lemma);
                let made = morphology.inflect(lemma, &like);
                all += 1;
                if made.as_deref() != Some(form) {
                    wrong.push(format!("{form}: {made:?}"));
                }
            }
        }
    }
    assert_eq!(all, 256);
    assert!(
        wrong.len() * 50 <= all,
        "{} of {all} wrong: {wrong:?}",
        wrong.len()
    );
}

#[test]
fn compounds_and_phrases_are_inflected() {
    let morphology = Morphology::new();
    let made = |lemma, form, of| morphology.inflect(lemma, &reading(&morphology, form, of));
    assert_eq!(
        made("yhteistyö", "talossa", "talo").as_deref(),
        Some("yhteistyössä")
    );
    assert_eq!(
        made("viedä käytäntöön", "jalkautamme", "jalkauttaa").as_deref(),
        Some("viemme käytäntöön")
    );
    assert_eq!(
        made("uusi tapa", "talossa", "talo").as_deref(),
        Some("uudessa tavassa")
    );
    assert_eq!(made("qwertzu", "talossa", "talo"), None);
}
