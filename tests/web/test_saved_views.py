"""Filters of a list are kept under a name, and its columns are chosen."""

from __future__ import annotations

from county import County
from django.urls import reverse
from registers_files import imported, objects_file, shop

from mingcha.accounts.models import SavedView

LIST = "objects"


def test_filters_are_kept_under_a_name_and_forgotten(county: County, browse):
    client = browse(county.lead)
    answer = client.post(
        f"{reverse('view-save', args=[LIST])}?kind=enterprise&q=&page=3", {"name": "企业"}
    )
    assert answer.url == f"{reverse(LIST)}?kind=enterprise"
    view = SavedView.objects.get()
    assert (view.name, view.query, view.user) == ("企业", "kind=enterprise", county.lead)
    assert 'href="?kind=enterprise"' in client.get(reverse(LIST)).content.decode()
    assert "企业</a>" not in browse(county.fire_lead).get(reverse(LIST)).content.decode()
    remove = reverse("view-remove", args=[LIST, view.pk])
    assert browse(county.fire_lead).post(remove).status_code == 404
    browse(county.lead).post(remove)
    assert not SavedView.objects.exists()


def test_the_same_name_replaces_and_nothing_is_not_kept(county: County, browse):
    client = browse(county.lead)
    save = reverse("view-save", args=[LIST])
    client.post(f"{save}?kind=enterprise", {"name": "常用"})
    client.post(f"{save}?status=existing", {"name": "常用"})
    assert SavedView.objects.get().query == "status=existing"
    refused = client.post(save, {"name": "空的"})
    assert "还没有设定条件" in refused.content.decode()
    assert SavedView.objects.count() == 1


def test_columns_are_chosen_and_the_class_only_by_those_who_may_see_it(county: County, browse):
    imported(county, objects_file(shop(1, address="南环路9号", tags="餐饮")))
    client = browse(county.lead)
    page = client.get(reverse(LIST), {"columns": ["address", "tags"]}).content.decode()
    assert "南环路9号" in page
    assert 'data-label="标签"><div>餐饮' in page
    assert 'data-label="登记状态"' not in page
    hidden = browse(county.inspector).get(reverse(LIST), {"columns": ["risk_level"]})
    if hidden.status_code == 200:
        assert 'data-label="风险类别"' not in hidden.content.decode()


def test_the_inspectors_list_keeps_its_filters_too(county: County, browse):
    client = browse(county.lead)
    client.post(f"{reverse('view-save', args=['inspectors'])}?state=active", {"name": "在岗"})
    page = client.get(reverse("inspectors")).content.decode()
    assert 'href="?state=active"' in page
    assert client.get(reverse("inspectors"), {"state": "active"}).status_code == 200
