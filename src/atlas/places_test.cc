#include "atlas/places.h"

#include <gtest/gtest.h>

#include "atlas/check.h"
#include "record/record.h"

namespace ratione {
namespace {

using Files = std::map<std::string, std::string>;

const States& states() {
  static const States read = States::read(
                                 "code,name,from,until,m49,treaty_making,note\n"
                                 "COD,Democratic Republic of the Congo,,,180,yes,\n"
                                 "COG,Congo,,,178,yes,\n"
                                 "RUS,Russia,1991-12-26,,643,yes,\n"
                                 "SDN,Sudan,,,729,yes,\n"
                                 "SUN,Soviet Union,,1991-12-26,810,yes,\n"
                                 "UKR,Ukraine,1991-08-24,,804,yes,\n",
                                 "states.csv",
                                 "code,name,kind,source\n"
                                 "COD,Congo,alias,x\n"
                                 "RUS,Russian Federation,alias,x\n"
                                 "RUS,Russian,demonym,x\n"
                                 "RUS,Moscow,capital,x\n"
                                 "RUS,Russia (Soviet Union),ged,x\n",
                                 "state_names.csv")
                                 .value();
  return read;
}

Files atlas_of(std::string_view places, std::string_view names = "",
               std::string_view attributions = "", std::string_view claims = "") {
  return {
      {"places.csv", "id,name,within,kind,note\n" + std::string(places)},
      {"place_names.csv", "place,name,source\n" + std::string(names)},
      {"attributions.csv", "place,state,from,until,only_on,basis\n" + std::string(attributions)},
      {"claims.csv", "place,state,from,until,basis\n" + std::string(claims)}};
}

std::string faults_of(const Files& files) {
  Results<Atlas> atlas = Atlas::read(files, states());
  return atlas ? "" : render(atlas.error());
}

class Places : public testing::Test {
 protected:
  const Atlas atlas = Atlas::read(atlas_of("crimea,Crimea,UKR,region,\n"
                                           "sevastopol,Sevastopol,crimea,region,\n"
                                           "darfur,Darfur,SDN,region,\n"
                                           "high-seas,the high seas,,sea,\n"
                                           "half-island,Half Island,UKR,region,\n"
                                           "GRL,Greenland,,region,\n",
                                           "crimea,Krym,x\n"
                                           "high-seas,High Seas,x\n",
                                           "half-island,UKR,2000-01-01,,,treaty\n"
                                           "half-island,RUS,2000-01-01,,,treaty\n"
                                           "half-island,SUN,,2000-01-01,some_reading,succession\n"
                                           "GRL,SDN,,,,invented\n"
                                           "SUN,RUS,1991-12-26,,,what is left of it\n",
                                           "crimea,RUS,2014-03-18,,annexation\n"),
                                  states())
                          .value();
  std::string id(std::string_view text) const {
    Result<const PlaceEntry*> place = atlas.find(text);
    return place ? (*place)->id : place.error().render();
  }
};

TEST_F(Places, ByIdCodeOrAnyNameFolded) {
  EXPECT_EQ(id("crimea"), "crimea");
  EXPECT_EQ(id("CRIMEA"), "crimea");
  EXPECT_EQ(id("Krym"), "crimea");
  EXPECT_EQ(id("High seas"), "high-seas");
  EXPECT_EQ(id("the High Seas"), "high-seas");
  EXPECT_EQ(id("UKR"), "UKR");
  EXPECT_EQ(id("ukr"), "UKR");
  EXPECT_EQ(id("Ukraine"), "UKR");
  EXPECT_EQ(id("Russian Federation"), "RUS");
  EXPECT_EQ(id("Russia (Soviet Union)"), "RUS");
  EXPECT_EQ(id("greenland"), "GRL");  // a territory's code is no State's
}

TEST_F(Places, ACapitalOrAPeopleIsNoPlace) {
  EXPECT_EQ(id("Moscow"),
            "\"Moscow\" is not a place of the atlas; write the code or name of a State or of a "
            "region listed there. (atlas.010)");
  EXPECT_NE(id("Russian"), "RUS");
}

TEST_F(Places, UnknownOnesAreAnsweredWithTheNearestAmbiguousOnesWithAll) {
  EXPECT_EQ(id("Crimae"),
            "\"Crimae\" is not a place of the atlas; did you mean crimea (Crimea)? (atlas.010)");
  EXPECT_EQ(
      id("Congo"),
      "\"Congo\" could be COG (Congo) or COD (Democratic Republic of the Congo); write one of "
      "the codes. (atlas.011)");
  EXPECT_EQ(id(""), "A place is missing; write its code or its name. (atlas.010)");
}

TEST_F(Places, AStateIsItsOwnWhileItExistsUnlessRowsSayOtherwise) {
  const PlaceEntry* ukr = atlas.get("UKR");
  ASSERT_NE(ukr, nullptr);
  EXPECT_EQ(ukr->kind, "state");
  ASSERT_EQ(ukr->attributions.size(), 1u);
  EXPECT_EQ(ukr->attributions[0].state.text(), "UKR");
  EXPECT_EQ(ukr->attributions[0].days.from.iso(), "1991-08-24");
  EXPECT_EQ(ukr->attributions[0].days.until, Day::never());
  EXPECT_EQ(atlas.get("SDN")->attributions[0].days, Span::always());

  const PlaceEntry* sun = atlas.get("SUN");
  ASSERT_EQ(sun->attributions.size(), 1u);
  EXPECT_EQ(sun->attributions[0].state.text(), "RUS");
}

TEST_F(Places, WhoseAPlaceIsIsSaidByTheNearestThatSaysSo) {
  EXPECT_EQ(atlas.attributed("sevastopol")->id, "UKR");
  EXPECT_EQ(atlas.attributed("half-island")->id, "half-island");
  EXPECT_EQ(atlas.attributed("half-island")->attributions.size(), 3u);  // two at once: both
  EXPECT_EQ(atlas.attributed("half-island")->attributions[2].only_on, "some_reading");
  EXPECT_EQ(atlas.attributed("high-seas"), nullptr);
  EXPECT_EQ(atlas.attributed("nowhere"), nullptr);
  // A claim moves nothing.
  EXPECT_TRUE(atlas.get("crimea")->attributions.empty());
  ASSERT_EQ(atlas.get("crimea")->claims.size(), 1u);
  EXPECT_EQ(atlas.get("crimea")->claims[0].state.text(), "RUS");
}

TEST_F(Places, InsideCoarserApart) {
  EXPECT_EQ(atlas.relation("sevastopol", "crimea"), PlaceRelation::inside);
  EXPECT_EQ(atlas.relation("sevastopol", "UKR"), PlaceRelation::inside);
  EXPECT_EQ(atlas.relation("UKR", "UKR"), PlaceRelation::inside);
  EXPECT_EQ(atlas.relation("SDN", "darfur"), PlaceRelation::coarser);
  EXPECT_EQ(atlas.relation("UKR", "sevastopol"), PlaceRelation::coarser);
  EXPECT_EQ(atlas.relation("darfur", "crimea"), PlaceRelation::apart);
  EXPECT_EQ(atlas.relation("UKR", "RUS"), PlaceRelation::apart);
  EXPECT_EQ(atlas.relation("nowhere", "UKR"), PlaceRelation::apart);
}

TEST(AtlasFaults, AllAtOnceEachAtItsField) {
  EXPECT_EQ(
      faults_of(atlas_of("crimea,Crimea,UKRR,region,\n"
                         "crimea,Krym,UKR,region,\n"
                         "Big Place,,,moon,\n",
                         "krim,Krim,\n",
                         "crimea,Ukraine,2014-01-01,2014-01-01,A reading,\n"
                         "crimea,UKR,,2015-01-01,,x\n"
                         "crimea,UKR,2014-12-31,,,x\n"
                         "crimea,UKR,2016-01-01,,other,x\n",
                         ",XYZ,2014-02-29,,\n")),
      "attributions.csv:2:8: \"Ukraine\" is not a State code; write its code, UKR. "
      "(record.004)\n"
      "attributions.csv:2:27: `until` 2014-01-01 is not after `from` 2014-01-01; it is the "
      "first day outside. (record.007)\n"
      "attributions.csv:2:38: \"A reading\" is not a reading; write its name as the law "
      "spells it. (record.017)\n"
      "attributions.csv:2:48: `basis` is empty; write why, and who says so. (record.003)\n"
      "attributions.csv:4:8: crimea is UKR's already by line 3, up to 2014-12-31; let the "
      "days of the rows not overlap. (atlas.004)\n"
      "claims.csv:2:1: `place` is empty; write the id of the place. (record.003)\n"
      "claims.csv:2:2: XYZ is not a State of states.csv; correct the code, or add the State "
      "there. (record.005)\n"
      "claims.csv:2:6: \"2014-02-29\" is not a day; February 2014 has 28. (calendar.003)\n"
      "claims.csv:2:18: `basis` is empty; write who claims it, and where that can be read. "
      "(record.003)\n"
      "place_names.csv:2:1: \"krim\" is not a place of places.csv; correct the id, or add the "
      "place there. (atlas.002)\n"
      "place_names.csv:2:11: `source` is empty; write where the name is from. (record.003)\n"
      "places.csv:2:15: \"UKRR\" is not a place of places.csv; correct the id, or add the "
      "place there. (atlas.002)\n"
      "places.csv:3:1: crimea stands twice, first in line 2; keep one row. (record.008)\n"
      "places.csv:4:1: \"Big Place\" is not an id; write small letters, digits and hyphens, "
      "or a three-letter code. (record.017)\n"
      "places.csv:4:11: `name` is empty; write the place's name. (record.003)\n"
      "places.csv:4:13: \"moon\" is not a kind of place; write state, region, enclave, sea or "
      "none. (record.016)\n");
}

TEST(AtlasFaults, PlacesInACircleAreShownAsAPath) {
  EXPECT_EQ(faults_of(atlas_of("a,A,b,region,\n"
                               "b,B,c,region,\n"
                               "c,C,b,region,\n"
                               "d,D,d,region,\n")),
            "places.csv:2:5: b within c within b is a circle; let the widest place lie within "
            "nothing. (atlas.003)\n"
            "places.csv:5:5: d within d is a circle; let the widest place lie within nothing. "
            "(atlas.003)\n");
}

TEST(AtlasFaults, MissingFilesAreNamedAndOthersAreStillRead) {
  Files files = atlas_of("crimea,Crimea,nowhere,region,\n");
  files.erase("claims.csv");
  files["grid.csv"] = "";
  EXPECT_EQ(faults_of(files),
            "claims.csv: The file is not there; an atlas needs places.csv, place_names.csv, "
            "attributions.csv and claims.csv. (atlas.001)\n"
            "grid.csv: This is not a file of an atlas; an atlas has places.csv, place_names.csv, "
            "attributions.csv and claims.csv. (record.002)\n"
            "places.csv:2:15: \"nowhere\" is not a place of places.csv; correct the id, or add the "
            "place there. (atlas.002)\n");
  Results<Atlas> none = Atlas::load("tests/no-such-folder", states());
  ASSERT_FALSE(none);
  EXPECT_EQ(render(none.error()),
            "tests/no-such-folder: The folder is not there; name the folder that holds places.csv, "
            "place_names.csv, attributions.csv and claims.csv. (atlas.001)\n");
}

TEST(AtlasFaults, IdsAreNotBlamedForAListOfPlacesThatCannotBeRead) {
  Files files = atlas_of("", "crimea,Krym,x\n");
  files["places.csv"] = "id\n";
  Results<Atlas> atlas = Atlas::read(files, states());
  ASSERT_FALSE(atlas);
  for (const Error& error : atlas.error()) EXPECT_EQ(error.place.file, "places.csv");
}

// The atlas of the project itself.
class OnAtlas : public testing::Test {
 protected:
  static const Record& record() {
    static const Results<Record> loaded = Record::load(RATIONE_SOURCE_DIR "/record");
    return *loaded;
  }
  static const Results<Atlas>& atlas() {
    static const Results<Atlas> loaded =
        Atlas::load(RATIONE_SOURCE_DIR "/atlas", record().states());
    return loaded;
  }
};

TEST_F(OnAtlas, LoadsWithoutFaultAndHasEveryPlaceOfTheRecord) {
  ASSERT_TRUE(atlas()) << render(atlas().error());
  EXPECT_EQ(render(check_places(record(), *atlas())), "");
}

TEST_F(OnAtlas, HasNoNameThatOnlySometimesMeansAPlace) {
  ASSERT_TRUE(atlas());
  std::string ambiguous;
  for (const PlaceEntry& place : atlas()->all()) {
    Result<const PlaceEntry*> found = atlas()->find(place.name);
    if (!found) {
      ambiguous += found.error().render() + "\n";
    } else {
      EXPECT_EQ((*found)->id, place.id);
    }
  }
  EXPECT_EQ(
      ambiguous,
      "\"Congo\" could be COG (Congo) or COD (Democratic Republic of the Congo); write one of "
      "the codes. (atlas.011)\n");
}

TEST_F(OnAtlas, SpecialPlacesOfTheContractAreFound) {
  ASSERT_TRUE(atlas());
  for (std::string_view name :
       {"Crimea", "Darfur", "Gaza", "West Bank", "East Jerusalem", "Golan Heights", "South Ossetia",
        "Abkhazia", "Northern Cyprus", "Western Sahara", "Nagorno-Karabakh", "Guantanamo Bay",
        "Khartoum", "high seas", "Donbas", "Transnistria", "Kosovo", "Taiwan"}) {
    Result<const PlaceEntry*> place = atlas()->find(name);
    EXPECT_TRUE(place) << place.error().render();
  }
  EXPECT_EQ(atlas()->attributed("crimea")->attributions.back().state.text(), "UKR");
  EXPECT_EQ(atlas()->attributed("high-seas"), nullptr);
}

TEST(CheckPlaces, NamesTheRowAndTheNearest) {
  Files files = {
      {"instruments.csv",
       "slug,title,aliases,complete_to,complete_source,depositary,note\nsea-pact,Sea,,,,,\n"},
      {"states.csv", "code,name,from,until,m49,treaty_making,note\nUKR,Ukraine,,,,yes,\n"},
      {"state_names.csv", "code,name,kind,source\n"},
      {"acts/sea-pact.csv",
       "id,state,actor,kind,provision,day,known,of,about,from,until,places,crimes,persons,only_on,"
       "corrects,confirmed,source,note\n"
       "A,UKR,,acceptance,,2015-01-01,,,,,,crimae;UKR;elsewhere,,,,,yes,x,\n"}};
  Record record = Record::read(files).value();
  Atlas atlas = Atlas::read(atlas_of("crimea,Crimea,UKR,region,\n"), record.states()).value();
  EXPECT_EQ(
      render(check_places(record, atlas)),
      "acts/sea-pact.csv:2: \"crimae\" is not a place of the atlas; did you mean crimea? "
      "(atlas.002)\n"
      "acts/sea-pact.csv:2: \"elsewhere\" is not a place of the atlas; correct the id, or add "
      "the place to the atlas. (atlas.002)\n");
}

}  // namespace
}  // namespace ratione
