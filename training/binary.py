"""Fit a small network that says how probable "yes" is."""
import torch
from torch import nn

BATCH = 64


def fit(model, rows, right, epochs, rate):
    """The network, trained on rows [n, numbers] and whether each is right [n]."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, epochs * (len(right) // BATCH + 1))
    model.train()
    for _ in range(epochs):
        for chosen in torch.randperm(len(right)).split(BATCH):
            nn.functional.binary_cross_entropy_with_logits(model(rows[chosen]), right[chosen]).backward()
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
    return model.eval()
