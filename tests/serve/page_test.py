"""The page comes out of the program as `make web` built it, and nothing else does."""
import hashlib
import json
import os
import unittest
import zlib

from running import Running, main


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Running(*Running.given).__enter__()
        built = os.path.join(cls.server.home, "web/built/manifest.json")
        cls.files = []
        if os.path.exists(built):
            with open(built, encoding="utf-8") as file:
                cls.files = json.load(file)

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def test_each_file_is_served_packed_and_plain(self):
        for file in self.files:
            with self.subTest(file["path"]):
                status, plain, body = self.server.get(file["path"])
                self.assertEqual(status, 200)
                self.assertEqual(hashlib.sha256(body).hexdigest(), file["sha256"])
                self.assertEqual(plain["Content-Type"], file["type"])
                self.assertIsNone(plain["Content-Encoding"])
                self.assertEqual("immutable" in plain["Cache-Control"], file["immutable"])
                _, packed, bytes_ = self.server.get(file["path"], {"Accept-Encoding": "gzip"})
                self.assertEqual(packed["Content-Encoding"], "gzip")
                self.assertEqual(zlib.decompress(bytes_, 31), body)
                self.assertNotEqual(packed["ETag"], plain["ETag"])
                for known in (packed["ETag"], plain["ETag"]):
                    again = self.server.get(file["path"], {"If-None-Match": known})
                    self.assertEqual(again[0], 304)

    def test_every_view_is_the_one_page(self):
        status, headers, page = self.server.get("/")
        self.assertEqual((status, headers["Content-Type"]), (200, "text/html; charset=utf-8"))
        self.assertIn(b"/api/v1/openapi.json", page)
        for inline in (b"<style", b"style=", b"onclick", b"<script>"):
            self.assertNotIn(inline, page)
        if self.files:
            for view in ("/map?on=2016-11-16", "/law/rome-statute/12(2)(a)", "/state/RUS",
                         "/law/rome-statute/12.2.a", "/state/RUS/"):
                status, _, body = self.server.get(view)
                self.assertEqual((status, body), (200, page), view)

    def test_the_page_lists_the_views_that_are_there(self):
        if not self.files:
            self.skipTest("the program was built without its page")
        with open(os.path.join(self.server.home, "web/src/views.json"), encoding="utf-8") as file:
            views = json.load(file)
        self.assertGreater(len(views), 5)
        page = self.server.get("/")[2]
        for view in views:
            self.assertEqual(self.server.get(view.replace("{}", "any"))[0], 200, view)
            # One segment more is a view only where the list has it.
            longer = (view + "/any").replace("{}", "any").replace("//", "/")
            listed = any(longer == each.replace("{}", "any") for each in views)
            self.assertEqual(self.server.get(longer)[0], 200 if listed else 404, longer)
        for none in ("/nothing", "/map/any", "/state", "/act/rome-statute"):
            status, headers, body = self.server.get(none)
            self.assertEqual((status, headers["Content-Type"]), (404, "text/html; charset=utf-8"))
            self.assertEqual(body, page)  # which tells the reader
            status, _, _ = self.server.get(none, {"If-None-Match": headers["ETag"]})
            self.assertEqual(status, 404)

    def test_what_is_no_file_of_the_page_is_not_there(self):
        for path in ("/assets/none.js", "/manifest.json", "/index.html.gz", "/built/index.html",
                     "/assets/../manifest.json", "/api/index.html"):
            self.assertEqual(self.server.get(path)[0], 404, path)


if __name__ == "__main__":
    main()
